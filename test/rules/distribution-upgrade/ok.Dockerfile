FROM debian:bookworm AS a
RUN apt-get update && apt-get -y upgrade
FROM opensuse/tumbleweed AS b
RUN zypper -n dup && zypper -n update
