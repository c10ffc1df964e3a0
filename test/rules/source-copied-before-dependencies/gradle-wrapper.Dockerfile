FROM eclipse-temurin:21-jdk AS build
COPY . /src
#<^^^^^^^^^ source-copied-before-dependencies: `COPY . /src` precedes `./gradlew build`, so every source edit downloads every dependency and plugin again
WORKDIR /src
RUN ./gradlew build -x test
