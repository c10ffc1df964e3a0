FROM crystallang/crystal:latest
WORKDIR /app
COPY . .
RUN crystal build --release src/moku.cr
CMD ["./moku"]
