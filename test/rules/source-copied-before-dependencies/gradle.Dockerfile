FROM gradle:8.10-jdk21 AS build
WORKDIR /src
COPY --chown=gradle:gradle . .
#<^^^^^^^^^^^^^^^^^^^^^^^^^^^^ source-copied-before-dependencies: `COPY . .` precedes `gradle bootJar`, so every source edit downloads every dependency and plugin again
RUN gradle bootJar --no-daemon
FROM eclipse-temurin:21-jre
COPY --from=build /src/build/libs/harbour.jar /harbour.jar
CMD ["java", "-jar", "/harbour.jar"]
