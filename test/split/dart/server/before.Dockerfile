# The server
FROM dart:stable

WORKDIR /app
COPY . .
RUN dart pub get
RUN dart compile exe bin/server.dart -o bin/server

EXPOSE 8080
CMD ["/app/bin/server"]
