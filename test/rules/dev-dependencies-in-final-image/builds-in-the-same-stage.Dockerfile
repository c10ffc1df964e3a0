FROM node:22-slim
WORKDIR /app
COPY . .
RUN npm ci
#   ^^^^^^ dev-dependencies-in-final-image: `npm ci` also installs the development dependencies, which the image then carries
RUN npm run build
USER node
CMD ["node", "server.js"]
