FROM crystallang/crystal:1.18.2
WORKDIR /app
COPY shard.yml shard.lock ./
RUN shards install
COPY . .
ENV KEMAL_ENV=production
RUN crystal build --release --no-debug server.cr -o server.out
CMD ["./server.out"]
