FROM node:20 AS build
COPY client/package.json client/package-lock.json /app/client/
WORKDIR /app/client
RUN npm ci
COPY . /app
RUN npm run build
WORKDIR /app/server
RUN npm ci --omit=dev

FROM node:20-slim
WORKDIR /app/server
COPY --from=build /app/client/dist /app/client/dist
COPY --from=build /app/server /app/server
EXPOSE 8080
RUN chown node /app/server
USER node
CMD ["node", "index.js"]
