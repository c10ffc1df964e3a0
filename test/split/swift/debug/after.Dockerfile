FROM swift:6.1-bookworm AS build
WORKDIR /app
COPY Package.swift Package.resolved ./
RUN swift package resolve
COPY . .
RUN swift build

FROM swift:6.1-bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends tzdata && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /app/.build/debug/Run /app/.build/debug/Run
CMD [".build/debug/Run"]
