FROM maven:3.9-eclipse-temurin-17
WORKDIR /app
COPY . .
RUN mvn package dependency:copy-dependencies
CMD ["java", "-cp", "target/classes:target/dependency/*", "com.acme.tides.Application"]
