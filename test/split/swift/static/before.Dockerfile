FROM swift:5.9-jammy
RUN apt-get update && apt-get install -y libsqlite3-dev
WORKDIR /app
COPY . .
RUN swift build -c release --static-swift-stdlib
CMD [".build/x86_64-unknown-linux-gnu/release/Run", "serve"]
