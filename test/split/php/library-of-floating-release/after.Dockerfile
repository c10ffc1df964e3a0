FROM php:8.2-apache-trixie AS build
RUN apt-get update && apt-get install -y libzip-dev git && docker-php-ext-install zip

FROM php:8.2-apache-trixie
RUN apt-get update && apt-get install -y --no-install-recommends libzip5 && rm -rf /var/lib/apt/lists/*
COPY --from=build /usr/local/lib/php/extensions /usr/local/lib/php/extensions
COPY --from=build /usr/local/etc/php/conf.d /usr/local/etc/php/conf.d
COPY . /var/www/html
