FROM maven:3.9-eclipse-temurin-17
WORKDIR /app
COPY pom.xml .
COPY src src
RUN mvn -B package dependency:copy-dependencies
CMD java -jar target/dependency/webapp-runner-*.jar --port 8080 target/tides
