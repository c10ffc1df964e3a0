FROM golang:1.22 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 ./scripts/build.sh

FROM scratch
COPY --from=build /src/out/harbour /harbour
CMD ["/harbour"]
