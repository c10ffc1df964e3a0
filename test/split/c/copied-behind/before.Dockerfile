FROM debian:bookworm
RUN apt-get update && apt-get install -y gcc libc6-dev make
COPY . /home
WORKDIR /home
RUN make && cp rooms /usr/local/bin/
COPY rooms.rc .
ENTRYPOINT ["rooms"]
