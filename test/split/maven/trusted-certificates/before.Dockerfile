FROM maven:3.9-eclipse-temurin-17
WORKDIR /app
COPY . .
RUN keytool -noprompt -cacerts -storepass changeit -importcert -alias acme -file certs/acme.cer
RUN mvn -B package
CMD ["java", "-jar", "target/tides-1.4.0.jar"]
