FROM gradle:8.9-jdk17 AS build
WORKDIR /home/gradle/tides
COPY --chown=gradle:gradle build.gradle.kts settings.gradle.kts ./
COPY --chown=gradle:gradle src src
USER gradle
RUN gradle --no-daemon bootJar -x test

FROM eclipse-temurin:17-jre
WORKDIR /home/gradle/tides
COPY --from=build /home/gradle/tides/build/libs/tides-1.4.0.jar /home/gradle/tides/build/libs/tides-1.4.0.jar
EXPOSE 8080
USER 1000
ENTRYPOINT ["java", "-jar", "build/libs/tides-1.4.0.jar"]
