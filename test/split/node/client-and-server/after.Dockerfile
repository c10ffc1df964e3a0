FROM node:20 AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY client/package.json client/package-lock.json ./client/
RUN cd client && npm ci
COPY . .
RUN cd client && npm run build
RUN npm prune --omit=dev

FROM node:20-slim
WORKDIR /app
COPY --from=build /app/node_modules /app/node_modules
COPY --from=build /app/client/build /app/client/build
COPY --from=build /app/package.json /app/package.json
COPY --from=build /app/server.js /app/server.js
ENV PORT=8080
RUN chown node /app
USER node
CMD ["node", "server.js"]
