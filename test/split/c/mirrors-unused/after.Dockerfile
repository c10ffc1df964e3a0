FROM debian:bookworm AS build
COPY docker/mirrors.list /etc/apt/sources.list.d/mirrors.list
RUN apt-get update && apt-get install -y gcc libc6-dev
WORKDIR /app
COPY . .
RUN gcc -o rooms main.c

FROM debian:bookworm-slim
WORKDIR /app
COPY --from=build /app/rooms /app/rooms
USER 65532:65532
CMD ["./rooms"]
