FROM eclipse-temurin:17-jdk AS build

ENV JAVA_OPTS="-Xmx64m"
WORKDIR /src
COPY . .
RUN mkdir out && \
    javac -d out $(find src -name '*.java') && \
    jar cfe tides.jar Main -C out . && \
    cp tides.jar /opt/tides.jar

FROM eclipse-temurin:17-jre

ENV JAVA_OPTS="-Xmx64m"
WORKDIR /src
COPY --from=build /opt/tides.jar /opt/tides.jar

EXPOSE 8080
RUN chown 65532:65532 /src
USER 65532:65532
CMD exec java $JAVA_OPTS -jar /opt/tides.jar
