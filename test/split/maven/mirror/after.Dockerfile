FROM registry.acme.example/hub/maven:3.9-eclipse-temurin-17 AS build
WORKDIR /app
COPY pom.xml .
COPY src src
RUN mvn -B package

FROM registry.acme.example/hub/eclipse-temurin:17-jre
WORKDIR /app
COPY --from=build /app/target/tides-1.4.0.jar /app/target/tides-1.4.0.jar
RUN chown 65532:65532 /app
USER 65532:65532
CMD ["java", "-jar", "target/tides-1.4.0.jar"]
