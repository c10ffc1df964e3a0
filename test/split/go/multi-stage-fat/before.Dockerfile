FROM debian:bookworm-slim AS tools
RUN echo ok > /ok

FROM golang:1.22
WORKDIR /app
COPY --from=tools /ok /etc/ok
COPY . .
RUN go build -o server .
CMD ["./server"]
