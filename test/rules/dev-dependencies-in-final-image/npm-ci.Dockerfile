FROM node:22-slim
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit
#   ^^^^^^ dev-dependencies-in-final-image: `npm ci` also installs the development dependencies, which the image then carries
COPY server.js ./
USER node
CMD ["node", "server.js"]
