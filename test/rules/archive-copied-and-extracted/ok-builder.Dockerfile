FROM debian:trixie AS build
COPY app.tar.gz /tmp/
RUN tar -xzf /tmp/app.tar.gz -C /opt
FROM debian:trixie-slim
COPY --from=build /opt /opt
USER nobody
CMD ["sleep", "1"]
