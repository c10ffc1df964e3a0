FROM ubuntu:22.04
RUN apt-get update && apt-get install -y golang-go git && rm -rf /var/lib/apt/lists/*
#                                        ^^^^^^^^^ toolchain-in-final-image: Installing `golang-go` ships its compiler and build cache in an image that only needs the built program; no split is offered: the build context isn't known, so the files that the program opens can't be looked for
WORKDIR /app
COPY . .
RUN go build -o /usr/local/bin/shop .
CMD ["shop"]
