FROM php:8.2-cli-bookworm
RUN apt-get update && apt-get install -y git libzip-dev && docker-php-ext-install zip
WORKDIR /app
COPY . .
