FROM gcr.io/distroless/java21-debian13:nonroot
COPY app.jar /app.jar
CMD ["java", "-jar", "/app.jar"]
#     ^^^^ entrypoint-doubles-interpreter: `gcr.io/distroless/java21-debian13:nonroot` starts `/usr/bin/java` already, so `java` is its first argument here and the container stops at once
