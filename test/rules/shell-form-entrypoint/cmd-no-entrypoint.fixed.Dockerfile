FROM debian:bookworm-slim
CMD ["/usr/bin/app", "--name", "my app"]
