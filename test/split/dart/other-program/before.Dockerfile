FROM dart:3.6
WORKDIR /app
COPY . .
RUN dart pub get && dart compile exe bin/server.dart -o bin/server
CMD ["/app/bin/main"]
