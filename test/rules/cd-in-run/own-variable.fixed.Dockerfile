FROM debian:bookworm
ARG DIR=/opt
WORKDIR $DIR
RUN ls
RUN cd "$UNKNOWN" && ls
WORKDIR /
