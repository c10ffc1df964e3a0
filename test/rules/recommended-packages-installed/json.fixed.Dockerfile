FROM debian:bookworm
RUN ["apt-get", "install", "--no-install-recommends", "-y", "curl"]
RUN ["sh", "-c", "apt-get install --no-install-recommends -y curl"]
CMD ["curl"]
