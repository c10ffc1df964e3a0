FROM docker.io/microsoft/dotnet:2.1-sdk AS build
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ removed-base-image: `docker.io/microsoft/dotnet:2.1-sdk` is not on Docker Hub since 2021-08-21, so a build that needs it fails where no copy of it is left
FROM index.docker.io/microsoft/azure-cli:2.0.46 AS tools
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ removed-base-image: `index.docker.io/microsoft/azure-cli:2.0.46` is not on Docker Hub since 2021-07, so a build that needs it fails where no copy of it is left
FROM docker.io/bitnami/redis:7.2.4-debian-12-r5
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ removed-base-image: `docker.io/bitnami/redis:7.2.4-debian-12-r5` is not on Docker Hub since 2025-09-29, so a build that needs it fails where no copy of it is left
USER 1001
