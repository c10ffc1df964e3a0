FROM maven:3.9-eclipse-temurin-17
WORKDIR /app
COPY . .
RUN mvn -B package -P prod
CMD ["java", "-jar", "target/tides-prod.jar"]
