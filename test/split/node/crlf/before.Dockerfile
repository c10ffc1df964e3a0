from node:20
workdir /app
copy package*.json ./
run npm ci
copy . .
run npm run build
cmd ["node", "dist/index.js"]
