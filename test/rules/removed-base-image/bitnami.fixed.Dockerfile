FROM bitnamilegacy/postgresql:16.3.0-debian-12-r10 AS newer
FROM bitnami/php-fpm:7.3-prod AS older
FROM bitnami/kubectl:1.32.3
USER 1001
