FROM node:22 AS build
RUN npm ci

FROM build AS dev
USER node
CMD ["npm", "run", "watch"]
