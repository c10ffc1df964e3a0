FROM maven:3.8.6-openjdk-11 AS build
COPY . /usr/src/app
WORKDIR /usr/src/app
RUN mvn -f pom.xml clean install -Dmaven.test.skip=true

FROM eclipse-temurin:11-jre
WORKDIR /usr/src/app
COPY --from=build /usr/src/app/target/*.jar /usr/src/app/target/
RUN chown 65532:65532 /usr/src/app
USER 65532:65532
CMD java -jar target/*.jar
