FROM php:8.2-cli-bookworm
RUN apt-get update && apt-get install -y git libpq-dev && docker-php-ext-install pdo_pgsql
RUN curl -sS https://getcomposer.org/installer | php -- --install-dir=/usr/local/bin --filename=composer
WORKDIR /app
COPY composer.json ./
RUN composer install --no-dev --no-scripts
COPY . .
CMD ["php", "worker.php"]
