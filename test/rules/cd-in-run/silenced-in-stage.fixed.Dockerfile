FROM golang:1.22 AS a
# hadolint stage ignore=DL3003
RUN cd /a && ls
RUN cd /b && ls
FROM golang:1.22 AS b
WORKDIR /a
RUN ls
