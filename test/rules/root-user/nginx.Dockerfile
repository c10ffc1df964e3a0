FROM nginx:1.27-alpine
#    ^^^^^^^^^^^^^^^^^ root-user(hint): The image starts as root because `nginx:1.27-alpine` is made to, and what runs as another user is up to its configuration
COPY dist /usr/share/nginx/html
EXPOSE 80
