# syntax=docker/dockerfile:1-labs
FROM --platform=$BUILDPLATFORM debian:bookworm-slim
COPY --from=nginx --chown=1 --chown=2 a /
COPY --chmod= a /
ADD --chown \
  app a.txt /
RUN --mount=type=cache,target=/x ls
HEALTHCHECK --interval=3s CMD true
CMD --port 80
ONBUILD COPY --foo a b
