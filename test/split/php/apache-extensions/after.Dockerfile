FROM php:8.2-apache-bookworm AS build

# What the extensions are built with
RUN apt-get update && apt-get install -y --no-install-recommends \
        git unzip libicu-dev libzip-dev \
    && rm -rf /var/lib/apt/lists/*
RUN docker-php-ext-install intl zip pdo_mysql
RUN a2enmod rewrite && sed -i 's!/var/www/html!/var/www/html/public!g' /etc/apache2/sites-available/000-default.conf

COPY --from=composer:2 /usr/bin/composer /usr/bin/composer
WORKDIR /var/www/html
COPY . .
RUN composer install --no-dev --optimize-autoloader

FROM php:8.2-apache-bookworm

RUN apt-get update && apt-get install -y --no-install-recommends libicu72 libzip4 && rm -rf /var/lib/apt/lists/*

RUN a2enmod rewrite && sed -i 's!/var/www/html!/var/www/html/public!g' /etc/apache2/sites-available/000-default.conf

WORKDIR /var/www/html
COPY . .
COPY --from=build /usr/local/lib/php/extensions /usr/local/lib/php/extensions
COPY --from=build /usr/local/etc/php/conf.d /usr/local/etc/php/conf.d
COPY --from=build /var/www/html/vendor /var/www/html/vendor
RUN chown -R www-data:www-data /var/www/html
