#: about=The runtime alone
FROM eclipse-temurin:21-jre
COPY app.jar /
CMD ["java", "-jar", "/app.jar"]
