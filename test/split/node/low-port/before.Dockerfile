FROM node:20
WORKDIR /app
COPY . .
RUN npm ci --omit=dev
EXPOSE 80
CMD ["node", "server.js"]
