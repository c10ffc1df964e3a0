FROM node:18 AS build
WORKDIR /site
COPY . .
RUN npm rebuild && npm run build

FROM nginx:1
RUN echo 'server { listen 8080; root /usr/share/nginx/html; location / { try_files $uri /index.html; } }' > /etc/nginx/conf.d/default.conf
COPY --from=build /site/build /usr/share/nginx/html
EXPOSE 8080
