FROM alpine:3.22 AS build
COPY build.sh /
RUN chmod +x /build.sh
FROM alpine:3.22
USER nobody
CMD ["sleep", "1"]
