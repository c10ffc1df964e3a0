FROM gradle:8-jdk21 AS build
WORKDIR /app
COPY . .
RUN gradle installDist

FROM eclipse-temurin:21-jre
WORKDIR /app
ENV JAVA_OPTS="-Xmx256m"
COPY --from=build /app/build/install/tides /app/build/install/tides
RUN chown 65532:65532 /app
USER 65532:65532
CMD ["build/install/tides/bin/tides"]
