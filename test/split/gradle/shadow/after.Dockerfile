FROM openjdk:8-jdk-alpine AS build
WORKDIR /app
COPY gradle gradle
COPY gradlew build.gradle settings.gradle ./
COPY src src
RUN ./gradlew shadowJar

FROM eclipse-temurin:8-jre-alpine
WORKDIR /app
COPY --from=build /app/build/libs/tides-all.jar /app/build/libs/tides-all.jar
RUN chown 65532:65532 /app
USER 65532:65532
CMD java -jar build/libs/tides-all.jar
