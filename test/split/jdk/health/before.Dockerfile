FROM eclipse-temurin:17-jdk
WORKDIR /app
COPY src src
RUN javac -d classes src/*.java
HEALTHCHECK --interval=30s CMD curl -fsS http://localhost:8080/ || exit 1
CMD ["java", "-cp", "/app/classes:/app/lib/*", "Main"]
COPY lib lib
