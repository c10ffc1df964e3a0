FROM node:20
WORKDIR /tmp/web
COPY frontend .
RUN npm ci && npm run build
WORKDIR /srv
RUN mv /tmp/web/dist ./public
COPY certificates /etc/fleet
COPY server .
RUN npm ci && npm prune --omit=dev
EXPOSE 8080
ENTRYPOINT ["npm", "start"]
