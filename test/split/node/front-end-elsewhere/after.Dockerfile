FROM node:20 AS build
WORKDIR /tmp/web
COPY frontend/package.json frontend/package-lock.json ./
RUN npm ci
COPY frontend .
RUN npm run build
WORKDIR /srv
RUN mv /tmp/web/dist ./public
COPY certificates /etc/fleet
COPY server .
RUN npm ci && npm prune --omit=dev

FROM node:20-slim
WORKDIR /srv
COPY certificates /etc/fleet
COPY --from=build /srv /srv
EXPOSE 8080
RUN chown node /srv
USER node
ENTRYPOINT ["npm", "start"]
