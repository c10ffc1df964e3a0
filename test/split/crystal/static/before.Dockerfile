FROM crystallang/crystal:latest-alpine
WORKDIR /app
COPY . .
RUN crystal build --release --static src/moku.cr -o /usr/local/bin/moku
ENTRYPOINT ["moku"]
