FROM node:20 AS build
ARG ENV=start
ENV SCRIPT=$ENV
WORKDIR /app
COPY package*.json ./
RUN npm ci

FROM node:20-slim
ARG ENV=start
ENV SCRIPT=$ENV
WORKDIR /app
COPY --from=build /app/node_modules /app/node_modules
COPY . .
RUN chown node /app
USER node
CMD npm run $SCRIPT
