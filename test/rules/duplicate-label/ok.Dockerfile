FROM debian:bookworm-slim AS base
ARG NAME=x
LABEL team=core Team=core
LABEL $NAME.a=1
LABEL $NAME.a=2
FROM base
LABEL team=other
FROM debian:bookworm-slim
LABEL team=third
ONBUILD LABEL team=fourth
