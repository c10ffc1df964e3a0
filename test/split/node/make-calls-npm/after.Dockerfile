FROM node:20-slim AS build
RUN apt-get update && apt-get install -y --no-install-recommends make && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY . .
RUN make -C /app deps

FROM node:20-slim
WORKDIR /app
COPY --from=build /app /app
RUN chown node /app
USER node
CMD ["node", "server.js"]
