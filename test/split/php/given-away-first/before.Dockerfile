FROM php:8.2-apache-bookworm
RUN apt-get update && apt-get install -y git libzip-dev && docker-php-ext-install zip
COPY . /var/www/html
RUN chown -R www-data:www-data /var/www/html
RUN php artisan config:cache
