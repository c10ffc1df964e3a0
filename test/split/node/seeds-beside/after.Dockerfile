FROM node:20-alpine AS build
WORKDIR /usr/src/app
COPY package*.json ./
RUN npm ci
COPY . .
RUN npm run build
RUN npm prune --omit=dev

FROM node:20-alpine
WORKDIR /usr/src/app
COPY --from=build /usr/src/app/node_modules /usr/src/app/node_modules
COPY --from=build /usr/src/app/dist /usr/src/app/dist
COPY --from=build /usr/src/app/package.json /usr/src/app/package.json
COPY --from=build /usr/src/app/public /usr/src/app/public
COPY --from=build /usr/src/app/src/mail/welcome.hbs /usr/src/app/src/mail/welcome.hbs
EXPOSE 3000
RUN chown node /usr/src/app
USER node
CMD ["npm", "run", "start:prod"]
