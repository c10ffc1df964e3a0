FROM node:22 AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci

FROM node:22-slim
COPY --from=build /build/node_modules/* /app/node_modules/
#                 ^^^^^^^^^^^^^^^^^^^^^ copy-from-missing-path: Nothing in the stage `build` makes `/build/node_modules`, so this COPY fails and with it the build
USER node
CMD ["node", "/app/x.js"]
