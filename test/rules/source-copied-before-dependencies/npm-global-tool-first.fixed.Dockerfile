FROM node:22-slim
COPY package.json package-lock.json /app/
WORKDIR /app
RUN npm install -g pm2@5
RUN npm ci
COPY . /app
CMD ["pm2-runtime", "server.js"]
