FROM maven:latest
WORKDIR /app
COPY pom.xml .
COPY src src
RUN mvn -B package
CMD ["java", "-jar", "target/tides-1.4.0.jar"]
