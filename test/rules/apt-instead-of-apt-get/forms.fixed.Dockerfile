FROM ubuntu:24.04
RUN apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y curl \
    # comment
    && apt-get -y dist-upgrade \
    && apt list --installed
