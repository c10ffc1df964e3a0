FROM golang:1.22-alpine AS build
WORKDIR /src
COPY . .
RUN go build -o /server .
#   ^^^^^^^^ cgo-enabled-for-static-runtime(hint): `go build` makes a program that starts on `scratch` only as long as nothing changes there: cgo is off only because `golang:1.22-alpine` has no C compiler

FROM scratch
COPY --from=build /server /server
CMD ["/server"]
