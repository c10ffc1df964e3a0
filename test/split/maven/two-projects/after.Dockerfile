FROM maven:3.9-eclipse-temurin-17 AS build
COPY common /build/common
WORKDIR /build/common
RUN mvn -B install
COPY server /build/server
WORKDIR /build/server
RUN mvn -B package

FROM eclipse-temurin:17-jre
WORKDIR /build/server
COPY --from=build /build/server/target/tides-1.4.0.jar /build/server/target/tides-1.4.0.jar
RUN chown 65532:65532 /build/server
USER 65532:65532
CMD ["java", "-jar", "target/tides-1.4.0.jar"]
