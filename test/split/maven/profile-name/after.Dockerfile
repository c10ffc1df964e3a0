FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /app
COPY . .
RUN mvn -B package -P prod

FROM eclipse-temurin:17-jre
WORKDIR /app
COPY --from=build /app/target/tides-prod.jar /app/target/tides-prod.jar
RUN chown 65532:65532 /app
USER 65532:65532
CMD ["java", "-jar", "target/tides-prod.jar"]
