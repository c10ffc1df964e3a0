FROM node:22-slim AS base
CMD ["node", "--max-old-space-size=100", "my server.js"]
