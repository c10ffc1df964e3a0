FROM eclipse-temurin:21-jdk-jammy AS build
WORKDIR /workspace
COPY .mvn .mvn
COPY mvnw pom.xml ./
RUN ./mvnw -q dependency:resolve
COPY src src
RUN ./mvnw clean package && cp target/*.jar app.jar && rm -rf target

FROM eclipse-temurin:21-jre-jammy
WORKDIR /workspace
COPY --from=build /workspace/app.jar /workspace/app.jar
VOLUME /tmp
EXPOSE 8080
RUN chown 65532:65532 /workspace
USER 65532:65532
ENTRYPOINT java $JAVA_OPTS -Djava.security.egd=file:/dev/./urandom -jar app.jar
