FROM sbtscala/scala-sbt:eclipse-temurin-17.0.10_7_1.10.1_2.13.14 AS build
WORKDIR /tides
COPY project project
COPY build.sbt .
RUN sbt update
COPY . .
RUN sbt stage

FROM eclipse-temurin:17-jre
WORKDIR /tides
COPY --from=build /tides/target/universal/stage /tides/target/universal/stage
EXPOSE 9000
RUN chown 65532:65532 /tides
USER 65532:65532
CMD ["target/universal/stage/bin/tides", "-Dplay.http.secret.key=none"]
