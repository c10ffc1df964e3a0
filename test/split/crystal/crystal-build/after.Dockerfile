FROM crystallang/crystal:1.18.2 AS build
WORKDIR /app
COPY shard.yml shard.lock ./
RUN shards install
COPY . .
RUN crystal build --release --no-debug server.cr -o server.out

FROM ubuntu:24.04
RUN apt-get update && apt-get install -y --no-install-recommends libevent-2.1-7t64 libgc1 libgmp10 libpcre2-8-0 libssl3t64 libxml2 libyaml-0-2 zlib1g && rm -rf /var/lib/apt/lists/*
WORKDIR /app
ENV KEMAL_ENV=production
COPY --from=build /app/server.out /app/server.out
USER 65532:65532
CMD ["./server.out"]
