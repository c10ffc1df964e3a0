FROM crystallang/crystal:1.12.1
WORKDIR /app
COPY . .
RUN shards build --release
CMD ["bin/moku"]
