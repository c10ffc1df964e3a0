FROM golang:1.22 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /harbour .

FROM scratch
COPY --from=build /harbour /
