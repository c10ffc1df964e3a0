FROM node:20
WORKDIR /app
COPY . .
RUN npm ci && npm install -g pm2 && npm run build
CMD ["pm2-runtime", "dist/index.js"]
