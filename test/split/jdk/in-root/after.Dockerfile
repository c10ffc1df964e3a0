FROM openjdk:11-jdk AS build
COPY Main.java Greeting.java /
RUN javac Main.java

FROM eclipse-temurin:11-jre
COPY --from=build /*.class /
USER 65532:65532
ENTRYPOINT ["java", "Main"]
