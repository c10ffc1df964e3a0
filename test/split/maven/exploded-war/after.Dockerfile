FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /app
COPY pom.xml .
COPY src src
RUN mvn -B package dependency:copy-dependencies

FROM eclipse-temurin:17-jre
WORKDIR /app
COPY --from=build /app/target/tides /app/target/tides
COPY --from=build /app/target/dependency /app/target/dependency
CMD java -jar target/dependency/webapp-runner-*.jar --port 8080 target/tides
