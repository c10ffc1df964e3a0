FROM php:8.2-cli-bookworm AS build

# What the extensions are built with
RUN apt-get update && apt-get install -y --no-install-recommends git unzip libzip-dev libicu-dev && rm -rf /var/lib/apt/lists/*
RUN docker-php-ext-install zip intl

COPY --from=composer:2 /usr/bin/composer /usr/bin/composer
WORKDIR /srv/tides
COPY . .
RUN composer install --no-dev --no-interaction --optimize-autoloader

FROM php:8.2-cli-bookworm

RUN apt-get update && apt-get install -y --no-install-recommends libicu72 libzip4 && rm -rf /var/lib/apt/lists/*

WORKDIR /srv/tides
COPY --from=build /usr/local/lib/php/extensions /usr/local/lib/php/extensions
COPY --from=build /usr/local/etc/php/conf.d /usr/local/etc/php/conf.d
COPY --from=build /srv/tides /srv/tides

EXPOSE 8080
CMD ["php", "-S", "0.0.0.0:8080", "-t", "public"]
