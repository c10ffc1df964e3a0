FROM eclipse-temurin:17-jdk

ENV JAVA_OPTS="-Xmx64m"
WORKDIR /src
COPY . .
RUN mkdir out && \
    javac -d out $(find src -name '*.java') && \
    jar cfe tides.jar Main -C out . && \
    cp tides.jar /opt/tides.jar

EXPOSE 8080
CMD exec java $JAVA_OPTS -jar /opt/tides.jar
