#: about=A jar that is built elsewhere needs no compiler
FROM eclipse-temurin:21-jdk-alpine
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ full-variant-base-image: `eclipse-temurin:21-jdk-alpine` carries Java's compiler and tools, which `eclipse-temurin:21-jre-alpine` leaves out
COPY target/app.jar /app.jar
USER 1000
CMD ["java", "-jar", "/app.jar"]
