FROM node:22-slim
RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*
USER node
HEALTHCHECK CMD curl -f http://localhost:3000/
CMD ["node", "/app/server.js"]
