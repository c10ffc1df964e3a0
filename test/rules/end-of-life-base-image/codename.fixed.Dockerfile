FROM debian:bookworm-slim
CMD ["/a"]
