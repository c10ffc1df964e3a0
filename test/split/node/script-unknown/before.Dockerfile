FROM node:20
WORKDIR /app
COPY . .
RUN npm ci
RUN python3 tools/prepare.py
CMD ["node", "server.js"]
