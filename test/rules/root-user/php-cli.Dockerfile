FROM php:8.4-cli
#    ^^^^^^^^^^^ root-user: `php:8.4-cli` runs the program as root, so whoever breaks into it has root's rights in the container
COPY . /app
CMD ["php", "/app/worker.php"]
