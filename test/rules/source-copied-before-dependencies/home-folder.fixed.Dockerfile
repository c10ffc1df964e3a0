FROM alpine:3.20
RUN apk add --no-cache bash
ADD app /app
RUN adduser -h /app -D app && chown -R app /app
CMD ["/app/run"]
