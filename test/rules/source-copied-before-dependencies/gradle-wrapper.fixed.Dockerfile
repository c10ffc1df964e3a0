FROM eclipse-temurin:21-jdk AS build
COPY build.gradle.kts settings.gradle.kts gradlew /src/
COPY gradle /src/gradle/
WORKDIR /src
RUN ./gradlew dependencies --no-daemon
COPY . /src
RUN ./gradlew build -x test
