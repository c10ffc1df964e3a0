FROM maven:3.6-jdk-11 AS build
WORKDIR /app
COPY . .
RUN mvn package
ENV MAVEN_OPTS=-Xmx512m LOG_LEVEL=info

FROM eclipse-temurin:11-jre
WORKDIR /app
COPY --from=build /app/target/tides-1.4.0.jar /app/target/tides-1.4.0.jar
COPY --from=build /app/target/lib /app/target/lib
ENV LOG_LEVEL=info
RUN chown 65532:65532 /app
USER 65532:65532
CMD ["java", "-jar", "target/tides-1.4.0.jar"]
