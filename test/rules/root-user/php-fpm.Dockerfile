FROM php:8.4-fpm
#    ^^^^^^^^^^^ root-user(hint): The image starts as root because `php:8.4-fpm` is made to, and what runs as another user is up to its configuration
RUN docker-php-ext-install pdo_mysql
COPY . /var/www/html
