#: about=Below a folder that only the base image names WORKDIR is written absolute, or not at all
FROM example.com/unknown AS a
RUN cd web && make
#   ^^^^^^ cd-in-run: `cd web` is what `WORKDIR` says for the whole step
FROM golang:1.25 AS b
RUN cd src && make
#   ^^^^^^ cd-in-run: `cd src` is what `WORKDIR` says for the whole step
FROM debian:bookworm AS c
WORKDIR /srv
RUN cd web && make
#   ^^^^^^ cd-in-run: `cd web` is what `WORKDIR` says for the whole step
FROM scratch
COPY --from=a / /
COPY --from=b / /
COPY --from=c / /
