FROM debian:bookworm-slim
ENTRYPOINT exec app "$@"
