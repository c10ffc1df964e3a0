FROM openjdk:8-jdk
WORKDIR /app
COPY . .
RUN javac -cp "lib/*" -d classes src/*.java && jar cfm app.jar MANIFEST.MF -C classes .
CMD ["java", "-jar", "app.jar"]
