FROM node:20 AS build
WORKDIR /app
COPY package.json yarn.lock ./
RUN yarn install --frozen-lockfile
COPY . .
ENV NEXT_TELEMETRY_DISABLED=1
RUN yarn build
RUN yarn install --production --ignore-scripts --prefer-offline --frozen-lockfile

FROM node:20-slim
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1
COPY --from=build /app/node_modules /app/node_modules
COPY --from=build --chown=node /app/.next /app/.next
COPY --from=build /app/.env.production /app/.env.production
COPY --from=build /app/content /app/content
COPY --from=build /app/next.config.js /app/next.config.js
COPY --from=build /app/package.json /app/package.json
COPY --from=build /app/public /app/public
EXPOSE 3000
RUN chown node /app
USER node
CMD ["yarn", "start"]
