FROM debian:bookworm
RUN apt-get install -y x && apt-get install -y y \
    && rpm -i z.rpm
FROM alpine:3.22
RUN apk add x.apk
FROM fedora:41
RUN dnf install -y x && yum install -y x
FROM opensuse/leap:15.6
RUN zypper -n in x
