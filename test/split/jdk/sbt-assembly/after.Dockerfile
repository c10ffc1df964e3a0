FROM hseeberger/scala-sbt:11.0.14.1_1.6.2_2.13.8 AS build
WORKDIR /tides
COPY . .
RUN sbt -batch assembly && mv target/scala-2.13/tides-assembly-1.0.jar app.jar

FROM eclipse-temurin:11-jre
WORKDIR /tides
COPY --from=build /tides/app.jar /tides/app.jar
RUN chown 65532:65532 /tides
USER 65532:65532
CMD java -Xmx256m -jar app.jar
