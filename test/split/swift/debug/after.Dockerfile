FROM swift:6.1-bookworm AS build
WORKDIR /app
COPY Package.swift Package.resolved ./
RUN swift package resolve
COPY . .
RUN swift build

FROM swift:6.1-bookworm-slim
WORKDIR /app
COPY --from=build /app/.build/debug/Run /app/.build/debug/Run
CMD [".build/debug/Run"]
