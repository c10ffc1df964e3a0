FROM gradle:8-jdk17 AS build
WORKDIR /workspace
COPY . .
RUN mkdir -p common api worker
RUN gradle :api:bootJar --no-daemon

FROM eclipse-temurin:17-jre
WORKDIR /workspace
COPY --from=build /workspace/api/build/libs/api.jar /workspace/api/build/libs/api.jar
RUN chown 65532:65532 /workspace
USER 65532:65532
CMD ["java", "-jar", "api/build/libs/api.jar"]
