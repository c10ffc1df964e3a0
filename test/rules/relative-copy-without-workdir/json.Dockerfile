#: about=In the JSON form too
FROM debian:bookworm
COPY ["a file", "app/"]
#                ^^^^ relative-copy-without-workdir: No `WORKDIR` precedes this, so `app/` is `/app` only as long as the base image starts in `/`
COPY b app/
