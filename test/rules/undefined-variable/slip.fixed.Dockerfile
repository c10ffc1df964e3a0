FROM node:22-slim
ARG APP_VERSION=1
COPY app-${APP_VERSION}.tgz /tmp/
