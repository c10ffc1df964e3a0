FROM node:20
WORKDIR /repo
COPY . .
RUN npm ci
RUN npm run build --workspace=api
CMD ["node", "packages/api/dist/index.js"]
