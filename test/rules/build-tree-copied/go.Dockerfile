FROM golang:1.25 AS build
WORKDIR /app
COPY . .
RUN CGO_ENABLED=0 go build -o server .

FROM alpine:3.22
COPY --from=build /app /srv
#                 ^^^^ build-tree-copied: `/app` is the folder that the program is built in, so its sources and what the build left there come along
USER nobody
CMD ["/srv/server"]
