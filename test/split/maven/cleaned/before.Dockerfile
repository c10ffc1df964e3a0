FROM maven:3.9-eclipse-temurin-17
WORKDIR /app
COPY . .
RUN mvn -B package
RUN mvn clean
CMD ["java", "-jar", "target/tides-1.4.0.jar"]
