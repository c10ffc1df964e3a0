FROM node:20
COPY . /app
WORKDIR /app/client
RUN npm ci && npm run build
WORKDIR /app/server
RUN npm ci --omit=dev
EXPOSE 8080
CMD ["node", "index.js"]
