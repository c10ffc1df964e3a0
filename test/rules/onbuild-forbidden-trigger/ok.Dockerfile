FROM node:22-slim
ONBUILD COPY . .
ONBUILD RUN npm ci
