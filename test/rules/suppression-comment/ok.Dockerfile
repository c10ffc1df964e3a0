# syntax=docker/dockerfile:1
# ignore this
FROM debian:bookworm-slim
CMD app
