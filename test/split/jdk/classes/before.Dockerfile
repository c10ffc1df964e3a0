# Tide tables, compiled by hand
FROM eclipse-temurin:17-jdk
WORKDIR /app
COPY src src
RUN mkdir -p classes && javac -d classes src/*.java
EXPOSE 8080
CMD ["java", "-cp", "classes", "Main"]
