FROM node:22 AS build
WORKDIR /app
COPY . .
#<^^^^^^ source-copied-before-dependencies: `COPY . .` precedes `npm install`, so every source edit installs all dependencies again
RUN npm install && \
    # the pages
    npm run build
FROM nginx:1.27
COPY --from=build /app/dist /usr/share/nginx/html
