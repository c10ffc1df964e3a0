FROM clojure:temurin-17-lein
WORKDIR /usr/src/app
COPY project.clj .
RUN lein deps
COPY src src
EXPOSE 8080
CMD ["lein", "run"]
