FROM maven:3.6-jdk-11
WORKDIR /app
COPY . .
RUN mvn package
ENV MAVEN_OPTS=-Xmx512m LOG_LEVEL=info
CMD ["java", "-jar", "target/tides-1.4.0.jar"]
