FROM php:8.2-fpm-bookworm
RUN apt-get update && apt-get install -y git libzip-dev
RUN docker-php-ext-install zip pdo_mysql
RUN curl -sS https://getcomposer.org/installer | php -- --install-dir=/usr/local/bin --filename=composer
