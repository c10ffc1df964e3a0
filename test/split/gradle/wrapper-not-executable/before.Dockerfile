FROM eclipse-temurin:17-jdk
WORKDIR /app
COPY . .
RUN ./gradlew --no-daemon bootJar
CMD ["java", "-jar", "build/libs/tides-1.4.0.jar"]
