FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /app
COPY . .
RUN mvn package dependency:copy-dependencies

FROM gcr.io/distroless/java17-debian13:nonroot
WORKDIR /app
COPY --from=build /app/target/classes /app/target/classes
COPY --from=build /app/target/dependency /app/target/dependency
ENTRYPOINT []
CMD ["/usr/bin/java", "-cp", "target/classes:target/dependency/*", "com.acme.tides.Application"]
