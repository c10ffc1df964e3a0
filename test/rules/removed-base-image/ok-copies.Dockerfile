#: about=A mirror has what it once pulled.
FROM registry.corp.example/microsoft/dotnet:2.1-sdk AS build
FROM localhost:5000/bitnami/redis:7.2 AS cache
FROM public.ecr.aws/bitnami/redis:7.2.4 AS other
FROM registry.centos.org:5000/centos:7 AS old
FROM mcr.microsoft.com/dotnet/sdk:2.1 AS moved
FROM microsoft/dotnet-samples:aspnetapp AS unknown
FROM bitnamilegacy/redis:7.2.4-debian-12-r5
USER 1001
