#: about=References below the second definition mean it and go with its name
FROM golang:1.22 AS build
RUN go install example.com/tool@v1.2.0

FROM alpine:3.22 AS copied
COPY --from=build /go/bin/tool /tool

FROM node:22 AS Build
#               ^^^^^ duplicate-stage-name: Another stage is named `Build` already, so the name means this one from here on and the earlier one can't be reached by `--target`
RUN npm install --global typescript@5.6.3

FROM build AS more
RUN --mount=type=bind,from=build,source=/usr/local,target=/mnt ls /mnt
COPY --from=copied /tool /tool
COPY --from=BUILD /usr/local/bin/tsc /usr/local/bin/tsc
