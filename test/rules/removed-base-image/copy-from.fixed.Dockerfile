FROM debian:bookworm-slim
COPY --from=bitnamilegacy/kubectl:1.29.2-debian-11-r3 /opt/bitnami/kubectl/bin/kubectl /usr/local/bin/
RUN --mount=from=registry.centos.org/centos:7,target=/old cp /old/etc/os-release /etc/old-release
USER nobody
CMD ["kubectl", "version"]
