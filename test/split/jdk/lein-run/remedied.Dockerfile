FROM clojure:temurin-17-lein
WORKDIR /usr/src/app
COPY project.clj .
RUN lein deps
COPY src src
EXPOSE 8080
RUN lein uberjar
CMD ["java", "-jar", "target/tides-standalone.jar"]
