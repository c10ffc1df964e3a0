FROM alpine:3.20
RUN apk add --no-cache zig
WORKDIR /app
COPY . .
RUN zig build
CMD ["zig", "build", "run"]
