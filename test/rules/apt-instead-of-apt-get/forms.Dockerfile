FROM ubuntu:24.04
RUN apt update && DEBIAN_FRONTEND=noninteractive apt install -y curl \
#   ^^^ apt-instead-of-apt-get: `apt` is for people at a terminal and warns so itself: its options and its output may change with every release
#                                                ^^^ apt-instead-of-apt-get: `apt` is for people at a terminal and warns so itself: its options and its output may change with every release
    # comment
    && apt -y full-upgrade \
#      ^^^ apt-instead-of-apt-get: `apt` is for people at a terminal and warns so itself: its options and its output may change with every release
    && apt list --installed
#      ^^^ apt-instead-of-apt-get: `apt` is for people at a terminal and warns so itself: its options and its output may change with every release
