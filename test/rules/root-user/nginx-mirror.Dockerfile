FROM mirror.example.com/library/nginx:1.27
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ root-user(hint): The image starts as root because `mirror.example.com/library/nginx:1.27` is made to, and what runs as another user is up to its configuration
COPY dist /usr/share/nginx/html
