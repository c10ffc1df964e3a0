FROM php:8.2-cli-bookworm
RUN apt-get update && apt-get install -y git
RUN composer global require phpunit/phpunit
WORKDIR /app
COPY . .
RUN composer install
CMD ["php", "index.php"]
