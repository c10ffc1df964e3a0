FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /app
COPY . .
RUN mvn -B package

FROM eclipse-temurin:17-jre
WORKDIR /app
COPY --from=build /app/target/appassembler /app/target/appassembler
RUN chown 65532:65532 /app
USER 65532:65532
ENTRYPOINT ["sh", "target/appassembler/bin/tides"]
