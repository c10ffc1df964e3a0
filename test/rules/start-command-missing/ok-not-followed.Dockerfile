FROM debian:trixie-slim
COPY install.sh /
RUN /install.sh
USER nobody
CMD ["/app/server"]
