FROM golang:1.22 AS build
WORKDIR /src
COPY . .
RUN go build -o /ahoy .
#   ^^^^^^^^ cgo-enabled-for-static-runtime(hint): `go build` makes a program that starts on `scratch` only until a package of it uses cgo: no package that it imports uses cgo

FROM scratch
COPY --from=build /ahoy /ahoy
CMD ["/ahoy"]
