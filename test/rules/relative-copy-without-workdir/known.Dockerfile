FROM debian:bookworm-slim
COPY a .
#      ^ relative-copy-without-workdir: No `WORKDIR` precedes this, so `.` is `/` only as long as the base image starts in `/`
COPY b c/
COPY d e
ADD f .
