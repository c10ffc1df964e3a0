FROM node:20
WORKDIR /app
COPY src ./src
RUN npm install express && npx tsc src/index.ts --outDir dist
CMD ["node", "dist/index.js"]
