FROM mcr.microsoft.com/dotnet/sdk:2.1 AS build
FROM mcr.microsoft.com/azure-cli:2.0.46 AS tools
FROM docker.io/bitnamilegacy/redis:7.2.4-debian-12-r5
USER 1001
