FROM node:22-bookworm
WORKDIR /app
# The server and its pages
COPY . .
RUN npm install
CMD ["node", "server.js"]
