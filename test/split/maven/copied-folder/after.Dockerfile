FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /app
COPY pom.xml .
COPY src src
COPY conf conf
COPY static static
RUN mvn -B package

FROM eclipse-temurin:17-jre
WORKDIR /app
COPY --from=build /app/target/tides-1.4.0.jar /app/target/tides-1.4.0.jar
COPY --from=build /app/conf /app/conf
RUN chown 65532:65532 /app
USER 65532:65532
CMD exec "$JAVA_HOME/bin/java" -jar target/tides-1.4.0.jar
