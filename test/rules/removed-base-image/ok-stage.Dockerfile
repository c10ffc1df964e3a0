#: about=Names of stages and of build contexts are no images.
FROM debian:bookworm-slim AS dotnet
FROM debian:bookworm-slim
COPY --from=dotnet /etc/os-release /etc/other
COPY --from=tools /bin/tool /bin/tool
USER nobody
