FROM dart:3.6 AS build
WORKDIR /app
COPY pubspec.yaml pubspec.lock ./
RUN dart pub get
COPY . .
RUN dart compile exe bin/server.dart -o /usr/local/bin/server

FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates wget && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /usr/local/bin/server /usr/local/bin/server
HEALTHCHECK CMD wget -q -O- http://localhost:8080/ || exit 1
USER 65532:65532
CMD server --port $PORT
