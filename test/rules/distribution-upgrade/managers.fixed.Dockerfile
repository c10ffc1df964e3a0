FROM debian:bookworm AS a
RUN apt-get update && apt-get -y upgrade && apt upgrade -y
FROM opensuse/leap:15.6 AS b
RUN zypper -n update
