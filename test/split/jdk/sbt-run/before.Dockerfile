FROM sbtscala/scala-sbt:eclipse-temurin-17.0.10_7_1.10.1_2.13.14
WORKDIR /tides
COPY . .
RUN sbt compile
CMD ["sbt", "run"]
