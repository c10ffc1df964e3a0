FROM debian:bookworm-slim AS build
RUN apt-get update && apt-get install -y --no-install-recommends openjdk-17-jdk-headless graphviz && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY src src
RUN javac -d classes src/*.java

FROM eclipse-temurin:17-jre
RUN apt-get update && apt-get install -y --no-install-recommends graphviz && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /app/classes /app/classes
RUN chown 65532:65532 /app
USER 65532:65532
CMD ["java", "-cp", "classes", "Main"]
