FROM php:8.2-fpm-alpine
RUN apk add --no-cache --virtual .build-deps icu-dev $PHPIZE_DEPS && docker-php-ext-install intl && apk del .build-deps && apk add --no-cache icu-libs
COPY . /var/www/html
