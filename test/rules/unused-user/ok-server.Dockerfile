FROM alpine:3.22
RUN adduser -S www-data
CMD ["nginx"]
