FROM alpine:3.20
RUN apk add --no-cache zig
WORKDIR /app
COPY . .
RUN zig build-exe -O ReleaseSmall main.zig -femit-bin=/usr/local/bin/signals
ENTRYPOINT ["signals"]
