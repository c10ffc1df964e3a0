FROM mcr.microsoft.com/windows/servercore:ltsc2022 AS windows
WORKDIR /dev/tools
COPY a /dev/tools/
FROM node:22-slim
WORKDIR /devel
COPY a.js /system/proc/
COPY proc sys dev /srv/
ADD https://api.example.org/commits/main /dev/null
WORKDIR /srv/dev
COPY b.js dev/
RUN ls /proc > /dev/null
