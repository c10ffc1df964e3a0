FROM golang:1.25 AS build
COPY . /src
RUN cd /src && go build -o /server .
FROM scratch
COPY --from=build / /
#                 ^ build-tree-copied(hint): This copies all of the stage `build`, its tools, caches and sources included
USER nobody
CMD ["/server"]
