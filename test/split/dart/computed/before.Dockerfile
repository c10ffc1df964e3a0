FROM dart:3.6
ARG OUT
WORKDIR /app
COPY . .
RUN dart pub get && dart compile exe bin/server.dart -o $OUT
CMD ["/app/server"]
