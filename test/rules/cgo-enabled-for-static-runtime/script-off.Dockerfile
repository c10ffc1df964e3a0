FROM golang:1.22 AS build
WORKDIR /src
COPY . .
RUN bash scripts/build.sh

FROM scratch
COPY --from=build /src/out/harbour /harbour
CMD ["/harbour"]
