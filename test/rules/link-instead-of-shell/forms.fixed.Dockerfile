FROM ubuntu:24.04
SHELL ["/bin/bash", "-c"]
RUN ln -sfn bash /usr/bin/sh && apt-get update
RUN apt-get update && ln -snf /bin/zsh /bin/sh
