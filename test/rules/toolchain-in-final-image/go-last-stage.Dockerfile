#: about=A builder does not help where the last stage is the toolchain again
FROM golang:1.22 AS build
WORKDIR /app
COPY . .
RUN CGO_ENABLED=0 go build -o /server .

FROM golang:1.22
#    ^^^^^^^^^^^ toolchain-in-final-image: `golang:1.22` ships its compiler and build cache (~807 MB) in an image that only needs the built program
COPY --from=build /server /usr/local/bin/server
CMD ["server"]
