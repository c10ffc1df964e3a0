# The server
FROM dart:stable AS build

WORKDIR /app
COPY pubspec.yaml pubspec.lock ./
RUN dart pub get
COPY . .
RUN dart compile exe bin/server.dart -o bin/server

FROM scratch

WORKDIR /app
COPY --from=build /app/bin/server /app/bin/server
COPY --from=build /runtime/ /
COPY --from=build /app/public /app/public

EXPOSE 8080
USER 65532:65532
CMD ["/app/bin/server"]
