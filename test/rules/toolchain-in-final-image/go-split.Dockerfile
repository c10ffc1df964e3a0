#: about=With the project at hand the split is offered, once for each runtime image
# The shop's server
FROM golang:1.22
#    ^^^^^^^^^^^ toolchain-in-final-image: `golang:1.22` ships its compiler and build cache (~807 MB) in an image that only needs the built program

ENV LOG_LEVEL=info
WORKDIR /app
COPY . .
RUN go build -o server .

EXPOSE 8080
CMD ["./server"]
