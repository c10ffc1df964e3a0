FROM node:20-alpine AS build
WORKDIR /app
COPY package.json pnpm-lock.yaml ./
RUN corepack enable && pnpm i
COPY . .
RUN pnpm build

FROM nginxinc/nginx-unprivileged:1-alpine-slim
RUN printf 'server {\n  listen 4173;\n  root /usr/share/nginx/html;\n  location / {\n    try_files $uri $uri/ /index.html;\n  }\n}\n' > /etc/nginx/conf.d/default.conf
COPY --from=build /app/public_html /usr/share/nginx/html
EXPOSE 4173
