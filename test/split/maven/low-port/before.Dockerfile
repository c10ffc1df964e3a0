FROM maven:3.9-eclipse-temurin-17
WORKDIR /app
COPY pom.xml .
COPY src src
RUN mvn -B package
EXPOSE 80
CMD ["java", "-jar", "target/tides-1.4.0.jar"]
