FROM node:18 AS build
COPY package.json ./
RUN npm install
COPY ./ ./
RUN npm run build
RUN npm prune --omit=dev

FROM node:18-slim
COPY --from=build /node_modules /node_modules
COPY --from=build /dist /dist
COPY --from=build /config /config
COPY --from=build /package.json /package.json
EXPOSE 8080
USER node
CMD node dist/index.js
