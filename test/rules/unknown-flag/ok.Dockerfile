# syntax=docker/dockerfile:1-labs
FROM --platform=$BUILDPLATFORM debian:bookworm-slim
COPY --parents --link --exclude=*.md --exclude=*.txt --from=x --chown=1 --chmod=755 a /
ADD --keep-git-dir=true --unpack=true --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d --link https://example.com/a /
RUN --mount=type=cache,target=/x --mount=type=secret,id=a,env=A --network=none --security=insecure --device=nvidia.com/gpu=all ls
HEALTHCHECK --interval=3s --timeout=1s --start-period=1s --start-interval=1s --retries=3 CMD true
RUN -- ls
