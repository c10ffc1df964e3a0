# syntax=docker/dockerfile:1
# lean-dockerfile ignore-file=maintainer nobody knows
FROM debian:bookworm-slim
MAINTAINER me
# lean-dockerfile ignore=legacy-key-value a reason
ENV A 1
    # lean-dockerfile ignore=root-user
RUN echo hello
