FROM maven:3.9-eclipse-temurin-21 AS build
WORKDIR /src
COPY . .
RUN mvn -q package

FROM eclipse-temurin:21-jre
COPY --from=build /src/target/shop.jar /shop.jar
ENTRYPOINT ["java", "-jar", "/shop.jar"]
