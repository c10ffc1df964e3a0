FROM swift:5.9-jammy AS build
RUN apt-get update && apt-get install -y libsqlite3-dev
WORKDIR /app
COPY Package.swift Package.resolved ./
RUN swift package resolve
COPY . .
RUN swift build -c release --static-swift-stdlib

FROM ubuntu:22.04
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates libcurl4 libsqlite3-0 libxml2 tzdata && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /app/.build/x86_64-unknown-linux-gnu/release/Run /app/.build/x86_64-unknown-linux-gnu/release/Run
USER 65532:65532
CMD [".build/x86_64-unknown-linux-gnu/release/Run", "serve"]
