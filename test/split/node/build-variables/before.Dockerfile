FROM node:20
ARG VITE_API
ENV VITE_API=$VITE_API
ENV NODE_ENV=production PORT=8080
WORKDIR /app
COPY . .
RUN npm ci --include=dev && npm run build
CMD ["node", "server.mjs"]
