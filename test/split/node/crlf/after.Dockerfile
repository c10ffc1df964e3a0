from node:20 as build
workdir /app
copy package*.json ./
run npm ci
copy . .
run npm run build
run npm prune --omit=dev

from node:20-slim
workdir /app
copy --from=build /app/node_modules /app/node_modules
copy --from=build /app/dist /app/dist
copy --from=build /app/package.json /app/package.json
run chown node /app
user node
cmd ["node", "dist/index.js"]
