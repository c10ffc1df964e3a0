FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /app
COPY . .
RUN mvn -B package

FROM eclipse-temurin:17-jre
WORKDIR /app
COPY --from=build /app/target/tides-1.4.0.jar /app/target/tides-1.4.0.jar
COPY --from=build /app/data/stations.csv /app/data/stations.csv
COPY --from=build /app/config /app/config
COPY --from=build /app/agent.jar /app/agent.jar
COPY --from=build /app/conf/logback.xml /app/conf/logback.xml
RUN chown 65532:65532 /app
USER 65532:65532
CMD ["java", "-javaagent:/app/agent.jar", "-Dlogback.configurationFile=/app/conf/logback.xml", "-jar", "target/tides-1.4.0.jar"]
