FROM golang:1.22
WORKDIR /src

COPY go.mod go.sum ./

# Fetch the modules
RUN --mount=type=ssh \
    # over ssh
    go mod download

# Copy the sources
COPY . .

# Build
RUN go build -o /server .
CMD ["/server"]
