FROM dart:2.19
RUN dart pub global activate aqueduct
COPY . /opt/fias
WORKDIR /opt/fias
RUN dart pub get && dart compile exe bin/server.dart
CMD ["dart", "pub", "global", "run", "aqueduct", "serve"]
