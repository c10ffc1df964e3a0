FROM alpine:3.20
#    ^^^^^^^^^^^ root-user(hint): The image starts as root because `nginx` is made to, and what runs as another user is up to its configuration
RUN apk add --no-cache nginx
COPY nginx.conf /etc/nginx/nginx.conf
ENTRYPOINT ["tini", "--"]
CMD ["nginx", "-g", "daemon off;"]
