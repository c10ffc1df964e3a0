FROM golang:1.22
ARG FOLDER
WORKDIR /app
COPY $FOLDER ./
RUN go build -o server .
CMD ["./server"]
