FROM node:20 AS build
WORKDIR /mirage
COPY package.json yarn.lock ./
RUN yarn
COPY . .
RUN yarn build

FROM nginx:1-alpine-slim
RUN printf 'server {\n  listen 3030;\n  root /usr/share/nginx/html;\n  location / {\n    try_files $uri $uri/ =404;\n  }\n}\n' > /etc/nginx/conf.d/default.conf
COPY --from=build /mirage/dist /usr/share/nginx/html
EXPOSE 3030
