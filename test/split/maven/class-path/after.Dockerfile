FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /app
COPY . .
RUN mvn package dependency:copy-dependencies

FROM eclipse-temurin:17-jre
WORKDIR /app
COPY --from=build /app/target/classes /app/target/classes
COPY --from=build /app/target/dependency /app/target/dependency
RUN chown 65532:65532 /app
USER 65532:65532
CMD ["java", "-cp", "target/classes:target/dependency/*", "com.acme.tides.Application"]
