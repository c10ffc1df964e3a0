FROM eclipse-temurin:21-jre
USER nobody
CMD ["java", "-jar", "/app.jar", "--server.port=${PORT}"]
