FROM node:20
WORKDIR /app
COPY package*.json ./
RUN npm ci
COPY . .
RUN npx ng build --configuration production
RUN npm install -g http-server
EXPOSE 4200
CMD ["http-server", "dist/fleet/browser", "-p", "4200"]
