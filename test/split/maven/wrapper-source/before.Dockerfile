# The tide service
FROM maven:3.9-eclipse-temurin-17

WORKDIR /app

# Dependencies change seldom
COPY pom.xml .
RUN mvn -B dependency:go-offline

COPY src ./src
RUN mvn -B package -DskipTests

EXPOSE 8080
ENTRYPOINT ["java", "-jar", "target/tides-1.4.0.jar"]
