FROM maven:3.9-eclipse-temurin-17
WORKDIR /app
COPY pom.xml .
COPY src src
RUN mvn -B package
CMD ["java", "-Dlogging.file.name=tides.log", "-jar", "target/tides-1.4.0.jar"]
