FROM gcr.io/distroless/java21-debian12:latest
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ root-user: `gcr.io/distroless/java21-debian12:latest` runs the program as root, so whoever breaks into it has root's rights in the container
COPY app.jar /app.jar
CMD ["/app.jar"]
