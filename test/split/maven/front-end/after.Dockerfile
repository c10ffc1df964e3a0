FROM maven:3.9-eclipse-temurin-17 AS build
RUN apt-get update && apt-get install -y nodejs npm
WORKDIR /app
COPY pom.xml .
RUN mvn -B dependency:go-offline
COPY web/package.json web/package-lock.json ./web/
RUN cd web && npm ci
COPY . .
RUN cd web && npm run build -- --outDir ../src/main/resources/static
RUN mvn -B package -DskipTests

FROM eclipse-temurin:17-jre
WORKDIR /app
COPY --from=build /app/target/tides-1.4.0.jar /app/target/tides-1.4.0.jar
EXPOSE 8080
RUN chown 65532:65532 /app
USER 65532:65532
ENTRYPOINT ["java", "-jar", "target/tides-1.4.0.jar"]
