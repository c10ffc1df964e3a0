FROM gradle:8.9-jdk17
WORKDIR /home/gradle/tides
COPY --chown=gradle:gradle build.gradle.kts settings.gradle.kts ./
COPY --chown=gradle:gradle src src
USER gradle
RUN gradle --no-daemon bootJar -x test
EXPOSE 8080
ENTRYPOINT ["java", "-jar", "build/libs/tides-1.4.0.jar"]
