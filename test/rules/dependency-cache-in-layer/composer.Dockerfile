FROM php:8.4-cli
COPY composer.json composer.lock ./
RUN composer install --no-dev
#   ^^^^^^^^^^^^^^^^ dependency-cache-in-layer(hint): `composer install` leaves what it downloaded in `~/.composer/cache` of this layer, where nothing reads it again
USER www-data
CMD ["php", "x.php"]
