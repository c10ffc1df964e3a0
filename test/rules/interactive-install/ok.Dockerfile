FROM debian:bookworm AS a
ARG APT_OPTS="-y --no-install-recommends"
RUN apt-get install -y a && apt-get -y install b && apt-get -qq install c && apt-get install -qqy d \
    && apt-get install --assume-yes e && yes | apt-get install f && apt-get install g < /dev/null \
    && apt-get update && apt-get clean && apt-get -yq autoremove && apt-get install $APT_OPTS h \
    && apt-get -s install i && apt-get -o APT::Get::Assume-Yes=true install j && apt-get -fy install
FROM fedora:41 AS b
RUN dnf -y install a && yum install -y b && dnf --assumeyes install c && dnf clean all && dnf makecache
FROM opensuse/leap:15.6 AS c
RUN zypper -n in a && zypper --non-interactive install b && zypper install -y c && zypper refresh
FROM archlinux:base AS d
RUN pacman -Syu --noconfirm curl && pacman -Sy && pacman -Scc --noconfirm
FROM alpine:3.22 AS e
RUN apk add curl
FROM registry.access.redhat.com/ubi9/ubi-minimal AS f
RUN microdnf install curl
