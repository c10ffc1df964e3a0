FROM openjdk:8-jdk-alpine
WORKDIR /app
COPY gradle gradle
COPY gradlew build.gradle settings.gradle ./
COPY src src
RUN ./gradlew shadowJar
CMD java -jar build/libs/tides-all.jar
