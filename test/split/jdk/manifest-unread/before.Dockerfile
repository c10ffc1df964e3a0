FROM openjdk:8-jdk
WORKDIR /app
COPY . .
RUN javac -d classes src/*.java && jar cfm app.jar build/MANIFEST.MF -C classes .
CMD ["java", "-jar", "app.jar"]
