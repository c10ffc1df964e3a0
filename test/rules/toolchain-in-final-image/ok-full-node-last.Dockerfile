#: about=The fuller variant is another rule's matter where it builds nothing
FROM node:22 AS build
WORKDIR /app
COPY . .
RUN npm ci && npm run build

FROM node:22
COPY --from=build /app/dist /app/dist
CMD ["node", "/app/dist/main.js"]
