FROM node:20 AS build
WORKDIR /bot
COPY package.json pnpm-lock.yaml ./
RUN npm install -g pnpm
RUN pnpm install
COPY . .
RUN pnpm run build
RUN CI=true pnpm prune --prod

FROM node:20-slim
WORKDIR /bot
RUN npm install -g pnpm@9.1.0
COPY --from=build /bot /bot
RUN chown node /bot
USER node
CMD [ "pnpm", "start" ]
