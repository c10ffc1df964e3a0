FROM maven:3.9-eclipse-temurin-21 AS build
WORKDIR /code
COPY pom.xml .
COPY src src
RUN mvn -B -DskipTests package

FROM eclipse-temurin:21-jre
WORKDIR /code
COPY --from=build /code/target/quarkus-app /code/target/quarkus-app
EXPOSE 8080
RUN chown 65532:65532 /code
USER 65532:65532
CMD ["java", "-jar", "/code/target/quarkus-app/quarkus-run.jar"]
