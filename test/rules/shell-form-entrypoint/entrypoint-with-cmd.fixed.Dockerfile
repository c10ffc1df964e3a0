FROM debian:bookworm-slim
ENTRYPOINT ["app", "--port", "80"]
CMD ["--verbose"]
