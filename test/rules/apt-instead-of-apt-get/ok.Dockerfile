FROM ubuntu:24.04
RUN apt-get update && echo apt install && /opt/bin/apt install x
