FROM eclipse-temurin:17-jdk AS build
WORKDIR /src
COPY src src
RUN javac -d classes src/*.java && mkdir dist && jar cfe dist/tides-1.0.jar Main -C classes .

FROM eclipse-temurin:17-jre
WORKDIR /srv
COPY --from=build /src/dist/tides-1.0.jar tides.jar
EXPOSE 8080
USER 65532:65532
ENTRYPOINT ["java", "-jar", "tides.jar"]
