#: about=The step keeps its mounts, its line breaks and its comments.
FROM golang:1.22
WORKDIR /src

# Copy the sources
COPY . .
#<^^^^^^ source-copied-before-dependencies: `COPY . .` precedes `go mod download`, so every source edit downloads every module again

# Fetch the modules
RUN --mount=type=ssh \
    # over ssh
    go mod download

# Build
RUN go build -o /server .
CMD ["/server"]
