FROM debian:bookworm-slim
CMD exec app --port $PORT
