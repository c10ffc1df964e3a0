FROM debian:bookworm AS a
RUN apt-get update && apt-get install -y --no-install-recommends -t bookworm-backports curl git=1:2.39.5-0+deb12u2 ./x.deb $MORE \
#                                                                                      ^^^^ unpinned-package(warning): `curl` comes in whatever version its repository has on the day of the build
    # comment
    wget
#   ^^^^ unpinned-package(warning): `wget` comes in whatever version its repository has on the day of the build
FROM alpine:3.22 AS b
RUN apk add --no-cache --virtual .deps curl git=2.49.1-r0 jq~1.8 bash
#                                      ^^^^ unpinned-package(warning): `curl` comes in whatever version its repository has on the day of the build
#                                                                ^^^^ unpinned-package(warning): `bash` comes in whatever version its repository has on the day of the build
FROM fedora:41 AS c
RUN dnf install -y curl git-2.47.1 && yum -y install wget @development-tools
#                  ^^^^ unpinned-package(warning): `curl` comes in whatever version its repository has on the day of the build
#                                                    ^^^^ unpinned-package(warning): `wget` comes in whatever version its repository has on the day of the build
FROM opensuse/leap:15.6 AS d
RUN zypper -n install curl 'git=2.43'
#                     ^^^^ unpinned-package(warning): `curl` comes in whatever version its repository has on the day of the build
