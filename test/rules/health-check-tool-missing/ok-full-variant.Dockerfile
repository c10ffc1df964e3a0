FROM node:22
USER node
HEALTHCHECK CMD curl -f http://localhost:3000/
CMD ["node", "/app/server.js"]
