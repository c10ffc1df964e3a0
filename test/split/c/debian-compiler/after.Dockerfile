FROM debian:bookworm-slim AS build
RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev libjansson-dev && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY . .
RUN gcc -O2 -o ships main.c -ljansson

FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends libjansson4 && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /app/ships /app/ships
USER 65532:65532
CMD ["/app/ships"]
