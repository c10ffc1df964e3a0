FROM debian:trixie-slim
COPY server /server
USER www-data
CMD ["/server"]
