FROM php:8.2-cli-bookworm

# What the extensions are built with
RUN apt-get update && apt-get install -y --no-install-recommends git unzip libzip-dev libicu-dev && rm -rf /var/lib/apt/lists/*
RUN docker-php-ext-install zip intl

COPY --from=composer:2 /usr/bin/composer /usr/bin/composer
WORKDIR /srv/tides
COPY . .
RUN composer install --no-dev --no-interaction --optimize-autoloader

EXPOSE 8080
CMD ["php", "-S", "0.0.0.0:8080", "-t", "public"]
