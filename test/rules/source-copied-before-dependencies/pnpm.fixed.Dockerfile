FROM node:22-slim
RUN npm i -g pnpm@9
WORKDIR /app
COPY package.json pnpm-lock.yaml .npmrc ./
RUN pnpm install --frozen-lockfile
COPY . .
RUN pnpm build
CMD ["node", "server.js"]
