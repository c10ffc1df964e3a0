FROM maven:3.9-eclipse-temurin-17
WORKDIR /app
COPY pom.xml .
RUN mvn -B dependency:go-offline
COPY src src
EXPOSE 8080
RUN mvn package -DskipTests
CMD ["java", "-jar", "target/tides-1.4.0.jar"]
