# A harbour clock that needs nothing but Node.js
FROM node:18

WORKDIR /app
COPY package.json ./
RUN npm install
COPY . .

EXPOSE 8080
CMD ["node", "server.js"]
