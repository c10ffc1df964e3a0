FROM alpine:3.20 AS build
RUN apk add --no-cache zig
WORKDIR /app
COPY . .
RUN zig build-exe -O ReleaseSmall main.zig -femit-bin=/usr/local/bin/signals

FROM gcr.io/distroless/static-debian13:nonroot
WORKDIR /app
COPY --from=build /usr/local/bin/signals /usr/local/bin/signals
COPY --from=build /app/charts/north.txt /app/charts/north.txt
ENTRYPOINT ["signals"]
