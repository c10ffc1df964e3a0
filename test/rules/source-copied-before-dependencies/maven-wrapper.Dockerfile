FROM eclipse-temurin:21-jdk AS build
WORKDIR /src
COPY . .
#<^^^^^^ source-copied-before-dependencies: `COPY . .` precedes `./mvnw package`, so every source edit downloads every dependency and plugin again
RUN chmod +x ./mvnw
RUN ./mvnw package
