FROM eclipse-temurin:21-jre-alpine
COPY target/app.jar /app.jar
USER 1000
CMD ["java", "-jar", "/app.jar"]
