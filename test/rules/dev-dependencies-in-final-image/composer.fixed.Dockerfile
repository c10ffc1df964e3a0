FROM php:8.4-cli
COPY . .
RUN composer install --no-dev
USER www-data
CMD ["php", "x.php"]
