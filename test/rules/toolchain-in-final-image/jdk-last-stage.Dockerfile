FROM maven:3.9-eclipse-temurin-21 AS build
WORKDIR /src
COPY . .
RUN mvn -q package

FROM eclipse-temurin:21-jdk
#    ^^^^^^^^^^^^^^^^^^^^^^ toolchain-in-final-image: `eclipse-temurin:21-jdk` ships the JDK (~475 MB) in an image that only needs the built classes and a Java runtime
COPY --from=build /src/target/shop.jar /shop.jar
ENTRYPOINT ["java", "-jar", "/shop.jar"]
