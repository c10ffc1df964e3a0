FROM node:20
WORKDIR /app
COPY . .
RUN npm ci
RUN npm run build
ENV HOST=0.0.0.0
CMD ["node", ".output/server/index.mjs"]
