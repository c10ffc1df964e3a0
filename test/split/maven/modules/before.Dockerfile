FROM maven:3.9-eclipse-temurin-17
WORKDIR /build
COPY . .
ARG REVISION=2.1
RUN mvn -B -pl server -am package -Drevision=${REVISION}
WORKDIR /run
RUN mv /build/server/target/server-2.1.jar server.jar
USER 1001
CMD ["java", "-jar", "server.jar"]
