FROM eclipse-temurin:17-jdk
WORKDIR /app
COPY . .
EXPOSE 8080
RUN ./gradlew bootJar
CMD ["java", "-jar", "build/libs/tides-1.4.0.jar"]
