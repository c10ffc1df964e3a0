FROM dart:3.6.1 AS build
WORKDIR /app
COPY pubspec.* ./
RUN dart pub get
COPY . .
RUN dart pub get --offline && dart compile exe bin/server.dart

FROM scratch
WORKDIR /app
COPY --from=build /app/bin/server.exe /app/bin/server.exe
COPY --from=build /runtime/ /
USER 65532:65532
CMD ["bin/server.exe", "--port", "8080"]
