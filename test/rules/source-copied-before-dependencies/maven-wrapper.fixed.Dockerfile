FROM eclipse-temurin:21-jdk AS build
WORKDIR /src
COPY pom.xml mvnw ./
COPY .mvn ./.mvn/
RUN chmod +x ./mvnw
RUN ./mvnw -B dependency:go-offline
COPY . .
RUN ./mvnw package
