#: about=hadolint's comment for one stage
FROM golang:1.22 AS a
# hadolint stage ignore=DL3003
RUN cd /a && ls
RUN cd /b && ls
FROM golang:1.22 AS b
RUN cd /a && ls
#   ^^^^^ cd-in-run: `cd /a` is what `WORKDIR` says for the whole step
