FROM maven:3.9-eclipse-temurin-17-alpine AS build
WORKDIR /app
COPY . .
RUN mvn package assembly:single

FROM eclipse-temurin:17-jre-alpine
WORKDIR /app
COPY --from=build /app/target/tides-1.4.0-jar-with-dependencies.jar /app/target/tides-1.4.0-jar-with-dependencies.jar
RUN chown 65532:65532 /app
USER 65532:65532
CMD ["java", "-jar", "target/tides-1.4.0-jar-with-dependencies.jar"]
