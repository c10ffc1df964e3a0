FROM gradle:8.10-jdk21 AS build
WORKDIR /src
COPY --chown=gradle:gradle build.gradle settings.gradle ./
COPY --chown=gradle:gradle gradle ./gradle/
RUN gradle dependencies --no-daemon
COPY --chown=gradle:gradle . .
RUN gradle bootJar --no-daemon
FROM eclipse-temurin:21-jre
COPY --from=build /src/build/libs/harbour.jar /harbour.jar
CMD ["java", "-jar", "/harbour.jar"]
