FROM php:8.3-cli-bookworm
RUN apt-get update && apt-get install -y --no-install-recommends git unzip libzip-dev && rm -rf /var/lib/apt/lists/*
RUN docker-php-ext-install zip
COPY --from=composer:2 /usr/bin/composer /usr/local/bin/composer
WORKDIR /srv/app
COPY . .
RUN composer install --no-dev --optimize-autoloader
# Fetches the server's binary
RUN ./vendor/bin/rr get-binary && php app.php configure
EXPOSE 8080
CMD ["./rr", "serve"]
