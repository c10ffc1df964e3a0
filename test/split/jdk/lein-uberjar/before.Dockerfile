FROM clojure:temurin-17-lein
WORKDIR /usr/src/app
COPY project.clj .
RUN lein deps
COPY src src
RUN lein uberjar
EXPOSE 8080
CMD ["java", "-jar", "target/tides-standalone.jar"]
