FROM debian:bookworm-slim
COPY a .
#      ^ relative-copy-without-workdir: No `WORKDIR` precedes this, so `.` is `/` only as long as the base image starts in `/`
COPY b c/
#      ^^ relative-copy-without-workdir: No `WORKDIR` precedes this, so `c/` is `/c` only as long as the base image starts in `/`
COPY d e
#      ^ relative-copy-without-workdir: No `WORKDIR` precedes this, so `e` is `/e` only as long as the base image starts in `/`
ADD f .
#     ^ relative-copy-without-workdir: No `WORKDIR` precedes this, so `.` is `/` only as long as the base image starts in `/`
