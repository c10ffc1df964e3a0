FROM maven:3.9-eclipse-temurin-21 AS build
COPY . .
RUN mvn -q package

FROM debian:trixie-slim
COPY --from=build /target/app.jar /app.jar
USER nobody
CMD java -jar /app.jar
#   ^^^^ interpreter-missing: `debian:trixie-slim` has no `java`, so the container stops with "not found" as soon as it starts
