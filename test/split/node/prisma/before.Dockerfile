FROM node:20-bookworm
WORKDIR /app
COPY . .
RUN npm ci
RUN npx prisma generate
RUN npm run build
CMD ["node", "dist/index.js"]
