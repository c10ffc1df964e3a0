FROM node:22 AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm install
COPY . .
# the pages
RUN npm run build
FROM nginx:1.27
COPY --from=build /app/dist /usr/share/nginx/html
