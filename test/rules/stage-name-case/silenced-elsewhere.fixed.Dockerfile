FROM golang:1.22 AS one
# check=skip=StageNameCasing
FROM golang:1.22 AS Two
FROM golang:1.22 AS three
# hadolint stage ignore=DL3003
RUN cd /a && ls
RUN cd /b && ls
