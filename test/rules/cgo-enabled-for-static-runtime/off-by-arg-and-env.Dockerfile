FROM golang:1.22 AS build
ARG CGO=0
ENV CGO_ENABLED=${CGO}
WORKDIR /src
COPY . .
RUN go build -o /server .

FROM scratch
COPY --from=build /server /server
CMD ["/server"]
