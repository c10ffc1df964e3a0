FROM node:22-slim
ARG BUILD_DATE
ENV BUILD_DATE=$BUILD_DATE
#   ^^^^^^^^^^ volatile-value-before-expensive-step: `BUILD_DATE` differs from build to build, so `npm ci` below, which does not use it, never comes from the cache
WORKDIR /app
COPY package*.json ./
RUN npm ci --omit=dev
USER node
CMD ["node", "x.js"]
