# The tide service
FROM maven:3.9-eclipse-temurin-17 AS build

WORKDIR /app

# Dependencies change seldom
COPY pom.xml .
RUN mvn -B dependency:go-offline

COPY src ./src
RUN mvn -B package -DskipTests

FROM eclipse-temurin:17-jre

WORKDIR /app

COPY --from=build /app/target/tides-1.4.0.jar /app/target/tides-1.4.0.jar

EXPOSE 8080
RUN chown 65532:65532 /app
USER 65532:65532
ENTRYPOINT ["java", "-jar", "target/tides-1.4.0.jar"]
