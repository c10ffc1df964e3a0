#: about=It compiles, or there is no image with the runtime alone, or it has it
FROM openjdk:17-jdk-slim
COPY app.jar /
CMD ["java", "-jar", "/app.jar"]
