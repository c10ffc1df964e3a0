FROM golang:1.25 AS build
...
FROM debian:bookworm-slim
COPY --from=build /app .
