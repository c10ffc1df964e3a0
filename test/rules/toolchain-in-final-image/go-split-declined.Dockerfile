#: about=The project is at hand, and the split says what it can't follow
FROM golang:1.22
#    ^^^^^^^^^^^ toolchain-in-final-image: `golang:1.22` ships its compiler and build cache (~807 MB) in an image that only needs the built program; no split is offered: what `sh` leaves behind isn't known, and the program may need it
WORKDIR /app
COPY . .
RUN curl -fsSL https://example.com/install.sh | sh
RUN go build -o server .
CMD ["./server"]
