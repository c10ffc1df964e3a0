FROM php:8.3-fpm-alpine AS build
RUN apk add --no-cache icu-dev libpng-dev libjpeg-turbo-dev git
RUN docker-php-ext-configure gd --with-jpeg && docker-php-ext-install intl gd
COPY --from=composer:2 /usr/bin/composer /usr/bin/composer
COPY . /var/www/html
RUN composer install --no-dev

FROM php:8.3-fpm-alpine
RUN apk add --no-cache icu-libs libjpeg-turbo libpng
COPY . /var/www/html
COPY --from=build /usr/local/lib/php/extensions /usr/local/lib/php/extensions
COPY --from=build /usr/local/etc/php/conf.d /usr/local/etc/php/conf.d
COPY --from=build /var/www/html/vendor /var/www/html/vendor
RUN chown -R www-data:www-data /var/www/html
EXPOSE 9000
