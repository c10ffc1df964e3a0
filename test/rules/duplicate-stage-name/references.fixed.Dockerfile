FROM golang:1.22 AS build
RUN go install example.com/tool@v1.2.0

FROM alpine:3.22 AS copied
COPY --from=build /go/bin/tool /tool

FROM node:22 AS Build-2
RUN npm install --global typescript@5.6.3

FROM Build-2 AS more
RUN --mount=type=bind,from=Build-2,source=/usr/local,target=/mnt ls /mnt
COPY --from=copied /tool /tool
COPY --from=Build-2 /usr/local/bin/tsc /usr/local/bin/tsc
