FROM php:8.3-fpm-alpine
RUN apk add --no-cache icu-dev libpng-dev libjpeg-turbo-dev git
RUN docker-php-ext-configure gd --with-jpeg && docker-php-ext-install intl gd
COPY --from=composer:2 /usr/bin/composer /usr/bin/composer
COPY . /var/www/html
RUN composer install --no-dev
RUN chown -R www-data:www-data /var/www/html
EXPOSE 9000
