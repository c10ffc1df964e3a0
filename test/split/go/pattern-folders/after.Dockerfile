FROM golang:1.22 AS build
WORKDIR /app
COPY go.mod ./
RUN go mod download
COPY go.mod main.go ./
# The pages land beside the program: a folder that a pattern matches is copied without its name.
COPY web* ./
RUN CGO_ENABLED=0 go build -ldflags="-s -w" -o pages .

FROM gcr.io/distroless/static-debian13:nonroot
WORKDIR /app
COPY --from=build /app/pages /app/pages
COPY --from=build /app/index.html /app/index.html
EXPOSE 8080
CMD ["./pages"]
