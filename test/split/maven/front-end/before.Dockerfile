FROM maven:3.9-eclipse-temurin-17
RUN apt-get update && apt-get install -y nodejs npm
WORKDIR /app
COPY pom.xml .
RUN mvn -B dependency:go-offline
COPY . .
RUN cd web && npm ci && npm run build -- --outDir ../src/main/resources/static
RUN mvn -B package -DskipTests
EXPOSE 8080
ENTRYPOINT ["java", "-jar", "target/tides-1.4.0.jar"]
