FROM eclipse-temurin:17-jdk-alpine
WORKDIR /app
COPY . .
RUN ./gradlew build -x test
RUN mv build/libs/*-SNAPSHOT.jar /app.jar
CMD ["java", "-jar", "/app.jar"]
