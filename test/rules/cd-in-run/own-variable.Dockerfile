#: about=A variable of the script is not known to WORKDIR
FROM debian:bookworm
ARG DIR=/opt
RUN cd $DIR && ls
#   ^^^^^^^ cd-in-run: `cd $DIR` is what `WORKDIR` says for the whole step
RUN cd "$UNKNOWN" && ls
#   ^^^^^^^^^^^^^ cd-in-run: `cd "$UNKNOWN"` is what `WORKDIR` says for the whole step
WORKDIR /
