FROM golang:1.22 AS build
WORKDIR /src
COPY . .
ENV CGO_ENABLED=0
RUN ["go", "build", "-o", "/server", "."]

FROM scratch
COPY --from=build /server /server
CMD ["/server"]
