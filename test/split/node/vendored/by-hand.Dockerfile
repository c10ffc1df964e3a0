FROM node:18-slim
WORKDIR /usr/src/app
COPY . .
ENV PORT=8080
EXPOSE 8080
USER node
CMD node index.js
