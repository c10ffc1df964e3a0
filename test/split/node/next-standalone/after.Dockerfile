FROM node:22-alpine AS build
WORKDIR /app
COPY package*.json ./
RUN npm ci
COPY . .
RUN npm run build

FROM node:22-alpine
WORKDIR /app
COPY --from=build --chown=node /app/.next/standalone /app
COPY --from=build /app/.next/static /app/.next/static
COPY --from=build /app/public /app/public
EXPOSE 8080
RUN chown node /app
USER node
ENV HOSTNAME=0.0.0.0 PORT=8080
CMD ["node", "server.js"]
