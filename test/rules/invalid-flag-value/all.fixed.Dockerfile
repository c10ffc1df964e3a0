# syntax=docker/dockerfile:1-labs
FROM debian:bookworm-slim AS build
COPY --link=true a /
COPY --link=x --parents=false b /
ADD --keep-git-dir=maybe https://example.com/a.git /a
ADD --checksum=sha256:abc https://example.com/a /
ADD --checksum=md5 https://example.com/a /
COPY --link=$LINK c /
RUN --network=none ls
RUN --network=bridge --security=privileged ls
RUN --mount=type=cache,target=/x --mount=type=cache,target=/y ls
RUN --mount=type=cache,target=/x,sharing=locked \
    --mount=type=secret,id=x,required=yes,mode=rw ls
RUN --mount=type=cache,target=/x,uid=app,gid= ls
ONBUILD RUN --network=none ls
