FROM maven:3.9-eclipse-temurin-17
WORKDIR /app
COPY . .
RUN mvn -B compile
CMD mvn exec:java -Dexec.mainClass=com.acme.tides.Application
