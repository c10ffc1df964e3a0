FROM dart:3.6.1
WORKDIR /app
COPY pubspec.* ./
RUN dart pub get
COPY . .
RUN dart pub get --offline && dart compile exe bin/server.dart
CMD bin/server.exe --port 8080
