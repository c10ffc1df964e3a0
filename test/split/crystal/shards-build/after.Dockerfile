FROM crystallang/crystal:1.12.1 AS build

ADD . /moku
WORKDIR /moku

RUN shards build --release

FROM ubuntu:22.04

RUN apt-get update && apt-get install -y --no-install-recommends libevent-2.1-7 libgc1 libpcre2-8-0 libssl3 zlib1g && rm -rf /var/lib/apt/lists/*

WORKDIR /moku

COPY --from=build /moku/bin/moku /moku/bin/moku
COPY --from=build /moku/public /moku/public

EXPOSE 8080/tcp
USER 65532:65532

CMD ["bin/moku"]
