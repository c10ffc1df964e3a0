#: about=The headless tag is a Java runtime
FROM maven:3.9-eclipse-temurin-21 AS build
WORKDIR /src
COPY . .
RUN mvn -q package

FROM amazoncorretto:21-al2023-headless
COPY --from=build /src/target/shop.jar /shop.jar
ENTRYPOINT ["java", "-jar", "/shop.jar"]
