FROM node:22-slim
COPY . .
RUN npm ci
USER node
CMD ["npm", "run", "dev"]
