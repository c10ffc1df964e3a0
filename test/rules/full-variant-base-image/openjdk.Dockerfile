#: about=The old images have runtimes up to version 11
FROM openjdk:8
#    ^^^^^^^^^ full-variant-base-image: `openjdk:8` carries Java's compiler and tools, which `openjdk:8-jre` leaves out
COPY app.jar /
ENTRYPOINT exec java $JAVA_OPTS -jar /app.jar
