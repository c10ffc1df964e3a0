FROM maven:3.9-eclipse-temurin-17
WORKDIR /app
COPY . .
RUN mvn -B package
RUN java -cp target/tides-1.4.0.jar com.acme.tides.Import data
CMD ["java", "-jar", "target/tides-1.4.0.jar"]
