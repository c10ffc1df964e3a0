FROM debian:bookworm
RUN ["apt-get", "-qy", "upgrade"]
RUN ["curl", "-O", "https://example.com/a"]
RUN ["sh", "-c", "curl -O https://example.com/a"]
CMD ["ls"]
