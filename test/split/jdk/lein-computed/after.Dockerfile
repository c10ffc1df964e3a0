FROM clojure:temurin-17-lein AS build
WORKDIR /usr/src/app
COPY project.clj .
RUN lein deps
COPY src src
RUN mv "$(lein uberjar | sed -n 's/^Created \(.*standalone\.jar\)/\1/p')" app-standalone.jar

FROM eclipse-temurin:17-jre
WORKDIR /usr/src/app
COPY --from=build /usr/src/app/app-standalone.jar /usr/src/app/app-standalone.jar
RUN chown 65532:65532 /usr/src/app
USER 65532:65532
CMD ["java", "-jar", "app-standalone.jar"]
