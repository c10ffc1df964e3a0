FROM debian:bookworm AS build
RUN apt-get update && apt-get install -y gcc libc6-dev make
COPY . /home
WORKDIR /home
RUN make && cp rooms /usr/local/bin/

FROM debian:bookworm-slim
WORKDIR /home
COPY --from=build /usr/local/bin/rooms /usr/local/bin/rooms
COPY rooms.rc .
USER 65532:65532
ENTRYPOINT ["rooms"]
