FROM eclipse-temurin:21-jdk-jammy
WORKDIR /workspace
COPY .mvn .mvn
COPY mvnw pom.xml ./
RUN ./mvnw -q dependency:resolve
COPY src src
RUN ./mvnw clean package && cp target/*.jar app.jar && rm -rf target
VOLUME /tmp
EXPOSE 8080
ENTRYPOINT java $JAVA_OPTS -Djava.security.egd=file:/dev/./urandom -jar app.jar
