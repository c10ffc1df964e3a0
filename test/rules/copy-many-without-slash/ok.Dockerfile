FROM debian:bookworm-slim
ARG DIR=/data/
COPY a b /data/
COPY a b .
COPY a b ./
COPY *.txt /data
COPY a /data
COPY a b $DIR
COPY a b $UNKNOWN
