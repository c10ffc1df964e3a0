FROM maven:3.9-eclipse-temurin-17
WORKDIR /app
COPY . .
RUN mvn -B package
CMD ["java", "-javaagent:/app/agent.jar", "-Dlogback.configurationFile=/app/conf/logback.xml", "-jar", "target/tides-1.4.0.jar"]
