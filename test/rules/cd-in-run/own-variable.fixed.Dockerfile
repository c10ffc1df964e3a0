FROM debian:bookworm
ARG DIR=/opt
WORKDIR /opt
RUN ls
RUN cd "$UNKNOWN" && ls
WORKDIR /
