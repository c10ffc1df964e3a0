FROM debian:bookworm-slim
ARG DIR=/data
COPY a b /data/
ADD ["a", "b", "/data/"]
COPY --chown=1:1 a \
  # the other
  b data/
COPY a b $DIR/
COPY a b ../
