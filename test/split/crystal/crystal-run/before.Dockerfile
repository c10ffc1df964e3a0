FROM crystallang/crystal:1.12.1
WORKDIR /app
COPY . .
RUN crystal build --release src/moku.cr
CMD ["crystal", "run", "src/moku.cr"]
