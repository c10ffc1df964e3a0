FROM dart:3.6.1
COPY . /app
WORKDIR /app
RUN dart pub get
EXPOSE 8080
RUN dart compile exe bin/server.dart -o /app/bin/server
CMD ["/app/bin/server", "-p", "8080"]
