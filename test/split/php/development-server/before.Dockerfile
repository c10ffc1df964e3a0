FROM php:8.2-cli
RUN apt-get update && apt-get install -y composer
WORKDIR /var/www/html
COPY . .
RUN composer install
EXPOSE 8000
CMD php artisan serve --host=0.0.0.0 --port=8000
