FROM node:16
WORKDIR /app
COPY package*.json ./
RUN npm install
COPY . .
EXPOSE 3000
RUN npm run build
CMD ["npx", "--yes", "serve", "-s", "build", "-l", "3000"]
