FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /app
COPY pom.xml .
COPY src src
RUN mvn -B package

FROM eclipse-temurin:17-jre
WORKDIR /app
COPY --from=build /app/target/tides-1.4.0.jar /app/target/tides-1.4.0.jar
EXPOSE 80
CMD ["java", "-jar", "target/tides-1.4.0.jar"]
