FROM node:20 AS build
ARG VITE_API
ENV VITE_API=$VITE_API
ENV NODE_ENV=production PORT=8080
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --include=dev
COPY . .
RUN npm run build
RUN npm prune --omit=dev

FROM node:20-slim
ARG VITE_API
ENV VITE_API=$VITE_API
ENV NODE_ENV=production PORT=8080
WORKDIR /app
COPY --from=build /app/node_modules /app/node_modules
COPY --from=build /app/dist /app/dist
COPY --from=build /app/index.html /app/index.html
COPY --from=build /app/package.json /app/package.json
COPY --from=build /app/server.mjs /app/server.mjs
RUN chown node /app
USER node
CMD ["node", "server.mjs"]
