FROM httpd:2.4
#    ^^^^^^^^^ root-user(hint): The image starts as root because `httpd:2.4` is made to, and what runs as another user is up to its configuration
COPY public-html/ /usr/local/apache2/htdocs/
