FROM golang:1.22
RUN useradd --system --uid 1001 sailor
WORKDIR /app
COPY . .
RUN go build -o server .
USER sailor
CMD ["./server"]
