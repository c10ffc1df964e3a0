FROM debian:bookworm AS a
RUN apt-get update && apt-get install -y curl \
    && apt-get -o Dpkg::Use-Pty=0 install -y wget \
    && aptitude install -y x && apt-get upgrade -y
FROM fedora:41 AS b
RUN dnf install -y curl && yum update -y
FROM opensuse/leap:15.6 AS c
RUN zypper --non-interactive install curl && zypper --non-interactive --gpg-auto-import-keys in wget
FROM archlinux:base AS d
RUN pacman -Syu --noconfirm curl
