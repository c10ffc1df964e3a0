FROM maven:3.9-eclipse-temurin-21 AS build
WORKDIR /src
COPY pom.xml ./
RUN mvn -B -Pprod dependency:go-offline
COPY . .
RUN mvn -B -Pprod clean package -DskipTests
FROM eclipse-temurin:21-jre
COPY --from=build /src/target/harbour.jar /harbour.jar
CMD ["java", "-jar", "/harbour.jar"]
