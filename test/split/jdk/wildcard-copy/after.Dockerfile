FROM eclipse-temurin:17-jdk AS build
WORKDIR /src
COPY src src
RUN javac -d classes src/*.java && mkdir dist && jar cfe dist/tides-1.0.jar Main -C classes .
WORKDIR /srv
RUN cp /src/dist/tides-*.jar tides.jar && rm -rf /src

FROM eclipse-temurin:17-jre
WORKDIR /srv
COPY --from=build /srv/tides.jar /srv/tides.jar
EXPOSE 8080
RUN chown 65532:65532 /srv
USER 65532:65532
ENTRYPOINT ["java", "-jar", "tides.jar"]
