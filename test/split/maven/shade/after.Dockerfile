FROM maven:3.9-amazoncorretto-21 AS build
WORKDIR /app
COPY pom.xml .
COPY src src
RUN mvn -B verify

FROM amazoncorretto:21-headless
WORKDIR /app
COPY --from=build /app/target/tides-all.jar /app/target/tides-all.jar
RUN chown 65532:65532 /app
USER 65532:65532
CMD ["java", "-jar", "/app/target/tides-all.jar", "server", "config.yml"]
COPY config.yml .
