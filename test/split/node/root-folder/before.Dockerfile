FROM node:18
COPY . .
RUN npm install
RUN node build.js
CMD ["node", "out/index.js"]
