FROM maven:3.9-amazoncorretto-21
WORKDIR /app
COPY pom.xml .
COPY src src
RUN mvn -B verify
CMD ["java", "-jar", "/app/target/tides-all.jar", "server", "config.yml"]
COPY config.yml .
