FROM maven:3.9-eclipse-temurin-17
WORKDIR /app
COPY pom.xml .
COPY src src
RUN mvn -B package wildfly:package
CMD JAVA_OPTS="-Xmx512m" ./target/server/bin/standalone.sh -b 0.0.0.0
