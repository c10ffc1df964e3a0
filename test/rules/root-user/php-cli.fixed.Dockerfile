FROM php:8.4-cli
COPY . /app
USER www-data
CMD ["php", "/app/worker.php"]
