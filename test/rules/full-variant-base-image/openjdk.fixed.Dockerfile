FROM openjdk:8-jre
COPY app.jar /
ENTRYPOINT exec java $JAVA_OPTS -jar /app.jar
