FROM golang:1.22
WORKDIR /app
COPY go.mod go.sum ./
COPY . .
RUN go mod download
COPY .env .
RUN go build -o main .
EXPOSE 8080
CMD [ "./main" ]
