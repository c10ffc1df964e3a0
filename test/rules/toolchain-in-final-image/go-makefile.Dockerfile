#: about=The build is in the project's Makefile
FROM golang:1.22
#    ^^^^^^^^^^^ toolchain-in-final-image: `golang:1.22` ships its compiler and build cache (~807 MB) in an image that only needs the built program
WORKDIR /app
COPY . .
RUN make build
CMD ["./bin/server"]
