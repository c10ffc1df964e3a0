FROM eclipse-temurin:17-jdk-alpine AS build
WORKDIR /app
COPY . .
RUN ./gradlew build -x test
RUN mv build/libs/*-SNAPSHOT.jar /app.jar

FROM eclipse-temurin:17-jre-alpine
WORKDIR /app
COPY --from=build /app.jar /app.jar
RUN chown 65532:65532 /app
USER 65532:65532
CMD ["java", "-jar", "/app.jar"]
