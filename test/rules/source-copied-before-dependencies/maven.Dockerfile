FROM maven:3.9-eclipse-temurin-21 AS build
WORKDIR /src
COPY . .
#<^^^^^^ source-copied-before-dependencies: `COPY . .` precedes `mvn package`, so every source edit downloads every dependency and plugin again
RUN mvn -B -Pprod clean package -DskipTests
FROM eclipse-temurin:21-jre
COPY --from=build /src/target/harbour.jar /harbour.jar
CMD ["java", "-jar", "/harbour.jar"]
