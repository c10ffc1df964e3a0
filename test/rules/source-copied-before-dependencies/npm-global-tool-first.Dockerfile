#: about=What stands between needs no sources, so the copy goes behind both.
FROM node:22-slim
COPY . /app
#<^^^^^^^^^ source-copied-before-dependencies: `COPY . /app` precedes `npm ci`, so every source edit installs all dependencies again
WORKDIR /app
RUN npm install -g pm2@5
RUN npm ci
CMD ["pm2-runtime", "server.js"]
