FROM node:alpine:lts
WORKDIR /app
COPY . .
RUN npm ci && npm run build
CMD ["npm", "start"]
