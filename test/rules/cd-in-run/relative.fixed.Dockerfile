FROM example.com/unknown AS a
RUN cd web && make
FROM golang:1.25 AS b
WORKDIR /go/src
RUN make
FROM debian:bookworm AS c
WORKDIR /srv
WORKDIR web
RUN make
FROM scratch
COPY --from=a / /
COPY --from=b / /
COPY --from=c / /
