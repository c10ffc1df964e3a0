FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /app
COPY pom.xml .
COPY src src
RUN mvn -B package
COPY wait-for-it.sh /wait-for-it.sh
RUN chmod +x /wait-for-it.sh

FROM eclipse-temurin:17-jre
WORKDIR /app
COPY --from=build /wait-for-it.sh /wait-for-it.sh
COPY --from=build /app/target/tides-1.4.0.jar /app/target/tides-1.4.0.jar
RUN chown 65532:65532 /app
USER 65532:65532
CMD ["/wait-for-it.sh", "db:5432", "--", "java", "-jar", "target/tides-1.4.0.jar"]
