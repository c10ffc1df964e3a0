FROM node:22-slim
WORKDIR /app
COPY entrypoint.sh nginx.conf /etc/app/
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
