FROM maven:3.9-eclipse-temurin-17
COPY common /build/common
WORKDIR /build/common
RUN mvn -B install
COPY server /build/server
WORKDIR /build/server
RUN mvn -B package
CMD ["java", "-jar", "target/tides-1.4.0.jar"]
