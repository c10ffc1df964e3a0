FROM maven:3.9-eclipse-temurin-17-alpine
WORKDIR /app
COPY . .
RUN mvn package assembly:single
CMD ["java", "-jar", "target/tides-1.4.0-jar-with-dependencies.jar"]
