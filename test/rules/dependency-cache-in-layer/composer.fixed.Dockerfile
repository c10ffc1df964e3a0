FROM php:8.4-cli
COPY composer.json composer.lock ./
RUN composer install --no-dev && composer clear-cache
USER www-data
CMD ["php", "x.php"]
