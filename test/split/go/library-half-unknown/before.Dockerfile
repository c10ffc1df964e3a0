FROM golang:1.22-bookworm
RUN apt-get update && apt-get install -y libfoo-dev
WORKDIR /app
COPY . .
RUN go build -o tide .
CMD ["./tide"]
