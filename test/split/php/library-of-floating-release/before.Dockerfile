FROM php:8.2-apache
RUN apt-get update && apt-get install -y libzip-dev git && docker-php-ext-install zip
COPY . /var/www/html
