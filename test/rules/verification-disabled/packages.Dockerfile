FROM debian:bookworm
RUN apt-get -o APT::Get::AllowUnauthenticated=true install -y x && apt-get install -y --allow-unauthenticated y \
#              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ verification-disabled: `APT::Get::AllowUnauthenticated=true` installs packages whose signature is missing or wrong, so whoever sits in between decides what is installed
#                                                                                     ^^^^^^^^^^^^^^^^^^^^^^^ verification-disabled: `--allow-unauthenticated` installs packages whose signature is missing or wrong, so whoever sits in between decides what is installed
    && rpm -i --nosignature z.rpm
#             ^^^^^^^^^^^^^ verification-disabled: `--nosignature` installs packages whose signature is missing or wrong, so whoever sits in between decides what is installed
FROM alpine:3.22
RUN apk add --allow-untrusted x.apk
#           ^^^^^^^^^^^^^^^^^ verification-disabled: `--allow-untrusted` installs packages whose signature is missing or wrong, so whoever sits in between decides what is installed
FROM fedora:41
RUN dnf install -y --nogpgcheck x && yum --setopt=sslverify=false install -y x
#                  ^^^^^^^^^^^^ verification-disabled: `--nogpgcheck` installs packages whose signature is missing or wrong, so whoever sits in between decides what is installed
#                                        ^^^^^^^^^^^^^^^^^^^^^^^^ verification-disabled: `--setopt=sslverify=false` accepts any server's certificate, so whoever sits in between decides what is downloaded
FROM opensuse/leap:15.6
RUN zypper --no-gpg-checks -n in x
#          ^^^^^^^^^^^^^^^ verification-disabled: `--no-gpg-checks` installs packages whose signature is missing or wrong, so whoever sits in between decides what is installed
