FROM openjdk:13-alpine
WORKDIR /app
COPY . .
RUN ./mvnw package
CMD ["java", "-jar", "target/tides-1.4.0.jar"]
