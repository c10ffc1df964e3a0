FROM --platform=linux/amd64 golang:1.22 AS build
WORKDIR /src
COPY . .
RUN GOOS=linux GOARCH=arm64 go build -o /server .
#                           ^^^^^^^^ cgo-enabled-for-static-runtime(hint): `go build` makes a program that starts on `scratch` only as long as nothing changes there: `GOARCH=arm64` cross-compiles and so switches cgo off (the builder is amd64)

FROM scratch
COPY --from=build /server /server
CMD ["/server"]
