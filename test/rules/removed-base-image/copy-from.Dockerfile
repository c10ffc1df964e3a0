FROM debian:bookworm-slim
COPY --from=bitnami/kubectl:1.29.2-debian-11-r3 /opt/bitnami/kubectl/bin/kubectl /usr/local/bin/
#           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ removed-base-image: `bitnami/kubectl:1.29.2-debian-11-r3` is not on Docker Hub since 2025-09-29, so a build that needs it fails where no copy of it is left
RUN --mount=from=registry.centos.org/centos:7,target=/old cp /old/etc/os-release /etc/old-release
#                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ removed-base-image: `registry.centos.org/centos:7` is in a registry that is shut down since 2023-05-26, so a build that needs it fails where no copy of it is left
USER nobody
CMD ["kubectl", "version"]
