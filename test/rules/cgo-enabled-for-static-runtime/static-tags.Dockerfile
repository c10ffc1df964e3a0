FROM golang:1.22 AS build
WORKDIR /src
COPY . .
RUN go build -tags netgo,osusergo -ldflags '-w -extldflags "-static"' -o /server .

FROM scratch
COPY --from=build /server /server
CMD ["/server"]
