FROM sbtscala/scala-sbt:eclipse-temurin-17.0.10_7_1.10.1_2.13.14
WORKDIR /tides
COPY project project
COPY build.sbt .
RUN sbt update
COPY . .
RUN sbt stage
EXPOSE 9000
CMD ["target/universal/stage/bin/tides", "-Dplay.http.secret.key=none"]
