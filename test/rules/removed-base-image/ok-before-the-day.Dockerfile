#: today=2021-08-20
FROM microsoft/dotnet:2.1-sdk AS build
FROM bitnami/redis:6.2
USER 1001
