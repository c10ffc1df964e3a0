FROM php:8.2-apache-bookworm AS build
RUN apt-get update && apt-get install -y --no-install-recommends nodejs npm git unzip \
    && rm -rf /var/lib/apt/lists/*
COPY --from=composer:2 /usr/bin/composer /usr/bin/composer
WORKDIR /var/www/html
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN composer install --no-dev && npm run build && rm -rf node_modules

FROM php:8.2-apache-bookworm
WORKDIR /var/www/html
COPY . .
COPY --from=build /var/www/html/vendor /var/www/html/vendor
COPY --from=build /var/www/html/assets /var/www/html/assets
