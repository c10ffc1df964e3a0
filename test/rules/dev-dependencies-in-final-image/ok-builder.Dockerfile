FROM node:22 AS build
COPY . .
RUN npm ci && npm run build
FROM nginx:1.29
COPY --from=build /dist /usr/share/nginx/html
