FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /app
COPY pom.xml .
COPY src src
RUN mvn -B package wildfly:package

FROM eclipse-temurin:17-jre
WORKDIR /app
COPY --from=build /app/target/server /app/target/server
CMD JAVA_OPTS="-Xmx512m" ./target/server/bin/standalone.sh -b 0.0.0.0
