FROM dart:3.6.1
COPY . /app
WORKDIR /app
RUN dart pub get
EXPOSE 8080
CMD dart bin/server.dart -p 8080
