#: about=useradd makes a home folder that is not there yet, so it stays behind the copy
FROM alpine:3.20
ADD app /app
#<^^^^^^^^^^ source-copied-before-dependencies: `ADD app /app` precedes `apk add`, so every source edit installs the system packages again
RUN apk add --no-cache bash && adduser -h /app -D app && chown -R app /app
CMD ["/app/run"]
