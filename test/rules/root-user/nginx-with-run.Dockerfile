#: about=Commands that need root would fail in the other image
FROM nginx:1.27-alpine
#    ^^^^^^^^^^^^^^^^^ root-user(hint): The image starts as root because `nginx` is made to, and what runs as another user is up to its configuration
RUN rm /etc/nginx/conf.d/default.conf
COPY site.conf /etc/nginx/conf.d/
CMD ["nginx", "-g", "daemon off;"]
