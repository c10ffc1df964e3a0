FROM debian:trixie-slim
USER nobody
ENTRYPOINT ["/docker-entrypoint.sh"]
CMD ["server", "$PORT"]
