FROM node:22
RUN npm install -g pnpm
USER node
CMD ["pnpm", "dev"]
