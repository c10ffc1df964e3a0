FROM node:20
WORKDIR /app
COPY . .
RUN npm ci
RUN cd client && npm ci && npm run build
ENV PORT=8080
CMD ["node", "server.js"]
