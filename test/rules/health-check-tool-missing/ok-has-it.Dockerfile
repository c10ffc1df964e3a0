FROM node:22-alpine
USER node
HEALTHCHECK CMD wget -q -O /dev/null http://localhost:3000/ || exit 1
CMD ["node", "/app/server.js"]
