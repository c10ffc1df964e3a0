FROM gradle:jdk17-alpine AS build
COPY . .
RUN gradle clean bootJar

FROM eclipse-temurin:17-jre-alpine
WORKDIR /home/gradle
COPY --from=build /home/gradle/build/libs/tides-1.4.0.jar /home/gradle/build/libs/tides-1.4.0.jar
WORKDIR ./build/libs
EXPOSE 8080
RUN chown 65532:65532 /home/gradle/build/libs
USER 65532:65532
ENTRYPOINT ["java","-jar","tides-1.4.0.jar"]
