#: about=A tool of the JDK is used in the image
FROM eclipse-temurin:21-jdk
COPY app.jar /
RUN jar xf /app.jar
CMD ["java", "-cp", "/BOOT-INF", "Main"]
