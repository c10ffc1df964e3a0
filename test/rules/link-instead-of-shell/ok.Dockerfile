FROM ubuntu:24.04
RUN ln -s /usr/bin/python3 /usr/bin/python && ln -s /bin/sh /bin/ash && ln -s /bin/busybox /bin/sh
