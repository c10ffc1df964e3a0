FROM debian:bookworm
CMD ["java", "-DCheckTimeout=false", \
         "-DAsyncSend=false", \
    "-jar", "/app with spaces.jar"]
