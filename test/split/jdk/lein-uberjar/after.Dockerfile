FROM clojure:temurin-17-lein AS build
WORKDIR /usr/src/app
COPY project.clj .
RUN lein deps
COPY src src
RUN lein uberjar

FROM eclipse-temurin:17-jre
WORKDIR /usr/src/app
COPY --from=build /usr/src/app/target/tides-standalone.jar /usr/src/app/target/tides-standalone.jar
EXPOSE 8080
RUN chown 65532:65532 /usr/src/app
USER 65532:65532
CMD ["java", "-jar", "target/tides-standalone.jar"]
