FROM node:20 AS build
WORKDIR /app
COPY package*.json ./
RUN npm ci
COPY . .
RUN npx ng build --configuration production

FROM nginx:1-alpine-slim
RUN printf 'server {\n  listen 4200;\n  root /usr/share/nginx/html;\n  location / {\n    try_files $uri $uri/ =404;\n  }\n}\n' > /etc/nginx/conf.d/default.conf
COPY --from=build /app/dist/fleet/browser /usr/share/nginx/html
EXPOSE 4200
