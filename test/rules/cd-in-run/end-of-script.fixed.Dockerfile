FROM debian:bookworm
RUN mkdir -p /data && cd /data
WORKDIR /data
CMD ["/bin/true"]
