FROM composer:2 AS build
WORKDIR /app
COPY . .
RUN composer install --no-dev
FROM php:8.4-apache
COPY --from=build /app /var/www/html
