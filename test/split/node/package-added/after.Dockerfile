FROM node:18 AS build
WORKDIR /app
COPY package.json ./
RUN npm install
RUN npm install bcrypt
COPY . .
RUN npm run build

FROM node:18-slim
WORKDIR /app
COPY --from=build /app/node_modules /app/node_modules
COPY --from=build /app/dist /app/dist
COPY --from=build /app/package.json /app/package.json
RUN chown node /app
USER node
CMD ["node", "dist/index.js"]
