FROM php:8.4-cli
COPY . .
RUN composer install
#   ^^^^^^^^^^^^^^^^ dev-dependencies-in-final-image: `composer install` also installs the development dependencies, which the image then carries
USER www-data
CMD ["php", "x.php"]
