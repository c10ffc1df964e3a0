FROM maven:3.9-eclipse-temurin-17
WORKDIR /app
COPY pom.xml .
COPY src src
COPY conf conf
COPY static static
RUN mvn -B package
CMD exec "$JAVA_HOME/bin/java" -jar target/tides-1.4.0.jar
