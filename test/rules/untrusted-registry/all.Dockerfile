#: registries=*.example.com ghcr.io
FROM registry.example.com/a:1 AS a
FROM debian:bookworm AS b
#    ^^^^^^^^^^^^^^^ untrusted-registry: `debian:bookworm` comes from `docker.io`, which is not among the trusted registries of the configuration
FROM quay.io/x/y:1 AS c
#    ^^^^^^^^^^^^^ untrusted-registry: `quay.io/x/y:1` comes from `quay.io`, which is not among the trusted registries of the configuration
COPY --from=nginx:1.27 /x /x
#           ^^^^^^^^^^ untrusted-registry: `nginx:1.27` comes from `docker.io`, which is not among the trusted registries of the configuration
COPY --from=ghcr.io/astral-sh/uv:0.5 /uv /uv
RUN --mount=type=bind,from=quay.io/x/y:1,target=/x ls
#                          ^^^^^^^^^^^^^ untrusted-registry: `quay.io/x/y:1` comes from `quay.io`, which is not among the trusted registries of the configuration
COPY --from=a /x /x
COPY --from=assets /x /x
