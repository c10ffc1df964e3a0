FROM alpine:3.22
RUN apk add --no-cache curl git
USER nobody
CMD ["sleep", "1"]
