FROM node:22-alpine
RUN apk add --no-cache tini
COPY . /app
USER node
HEALTHCHECK CMD ["curl", "-f", "http://localhost:3000"]
#                 ^^^^ health-check-tool-missing: `node:22-alpine` has no `curl`, so the health check fails every time and the container counts as unhealthy
CMD ["node", "/app/server.js"]
