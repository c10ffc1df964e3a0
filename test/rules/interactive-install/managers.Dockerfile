FROM debian:bookworm AS a
RUN apt-get update && apt-get install curl \
#                     ^^^^^^^^^^^^^^^ interactive-install: `apt-get install` asks before it goes on, and a build has nobody to answer: without `-y` it stops as soon as something else comes along
    && apt-get -o Dpkg::Use-Pty=0 install wget \
#      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ interactive-install: `apt-get install` asks before it goes on, and a build has nobody to answer: without `-y` it stops as soon as something else comes along
    && aptitude install x && apt-get upgrade
#      ^^^^^^^^^^^^^^^^ interactive-install: `aptitude install` asks before it goes on, and a build has nobody to answer: without `-y` it stops as soon as something else comes along
#                            ^^^^^^^^^^^^^^^ interactive-install: `apt-get upgrade` asks before it goes on, and a build has nobody to answer: without `-y` it stops as soon as something else comes along
FROM fedora:41 AS b
RUN dnf install curl && yum update
#   ^^^^^^^^^^^ interactive-install: `dnf install` asks before it goes on, and a build has nobody to answer: without `-y` it stops as soon as something else comes along
#                       ^^^^^^^^^^ interactive-install: `yum update` asks before it goes on, and a build has nobody to answer: without `-y` it stops as soon as something else comes along
FROM opensuse/leap:15.6 AS c
RUN zypper install curl && zypper --gpg-auto-import-keys in wget
#   ^^^^^^^^^^^^^^ interactive-install: `zypper install` asks before it goes on, and a build has nobody to answer: without `--non-interactive` it stops as soon as something else comes along
#                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ interactive-install: `zypper in` asks before it goes on, and a build has nobody to answer: without `--non-interactive` it stops as soon as something else comes along
FROM archlinux:base AS d
RUN pacman -Syu curl
#   ^^^^^^^^^^^ interactive-install: `pacman -Syu` asks before it goes on, and a build has nobody to answer: without `--noconfirm` it stops as soon as something else comes along
