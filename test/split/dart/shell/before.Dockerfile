FROM dart:3.6
WORKDIR /app
COPY . .
RUN dart pub get && dart compile exe bin/server.dart -o /usr/local/bin/server
HEALTHCHECK CMD wget -q -O- http://localhost:8080/ || exit 1
CMD server --port $PORT
