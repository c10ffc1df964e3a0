FROM node:12-slim
WORKDIR /app
COPY package.json ./
RUN npm install
#   ^^^^^^^^^^^ dev-dependencies-in-final-image(info): `npm install` also installs the development dependencies, which the image then carries
COPY server.js ./
USER node
CMD ["node", "server.js"]
