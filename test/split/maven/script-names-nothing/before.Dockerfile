FROM maven:3.9-eclipse-temurin-17
WORKDIR /app
COPY . .
RUN mvn -B package && cp target/tides-1.4.0.jar /opt/tides.jar
ENTRYPOINT ["./start.sh"]
