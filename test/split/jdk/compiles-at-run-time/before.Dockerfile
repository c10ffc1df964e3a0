FROM eclipse-temurin:17-jdk
WORKDIR /app
COPY src src
RUN javac -d classes src/*.java
CMD ["java", "-cp", "classes", "Main"]
