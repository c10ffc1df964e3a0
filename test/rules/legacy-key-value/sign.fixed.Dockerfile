FROM debian:bookworm
ENV A=1
LABEL maintainer="Jane Doe"
LABEL a = "b" c = "d"
ENV B=c
ENV C= d
LABEL description = \
    "Over two lines"
