FROM debian:bookworm AS a
RUN apt-get update && apt-get -y dist-upgrade && apt full-upgrade -y
#                     ^^^^^^^^^^^^^^^^^^^^^^^ distribution-upgrade: `apt-get dist-upgrade` may replace and remove any package of the base image, and stores what it replaces a second time
#                                                ^^^^^^^^^^^^^^^^ distribution-upgrade: `apt full-upgrade` may replace and remove any package of the base image, and stores what it replaces a second time
FROM opensuse/leap:15.6 AS b
RUN zypper -n dup
#   ^^^^^^^^^^^^^ distribution-upgrade: `zypper dup` may replace and remove any package of the base image, and stores what it replaces a second time
