FROM maven:3.9-eclipse-temurin-21
WORKDIR /src
COPY . .
RUN mvn -q package
CMD ["mvn", "spring-boot:run"]
