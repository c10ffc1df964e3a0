#: about=What was built before Debian 11 was not copied, so a tag without the release has no sure place.
FROM bitnami/postgresql:16.3.0-debian-12-r10 AS newer
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ removed-base-image: `bitnami/postgresql:16.3.0-debian-12-r10` is not on Docker Hub since 2025-09-29, so a build that needs it fails where no copy of it is left
FROM bitnami/php-fpm:7.3-prod AS older
#    ^^^^^^^^^^^^^^^^^^^^^^^^ removed-base-image: `bitnami/php-fpm:7.3-prod` is not on Docker Hub since 2025-09-29, so a build that needs it fails where no copy of it is left
FROM bitnami/kubectl:1.32.3
#    ^^^^^^^^^^^^^^^^^^^^^^ removed-base-image: `bitnami/kubectl:1.32.3` is not on Docker Hub since 2025-09-29, so a build that needs it fails where no copy of it is left
USER 1001
