FROM eclipse-temurin:17-jdk AS build
COPY . /usr/src/tides
WORKDIR /usr/src/tides
RUN javac *.java

FROM eclipse-temurin:17-jre
WORKDIR /usr/src/tides
COPY --from=build /usr/src/tides/*.class /usr/src/tides/
COPY --from=build /usr/src/tides/page.html /usr/src/tides/page.html
RUN chown 65532:65532 /usr/src/tides
USER 65532:65532
CMD ["java", "Main"]
