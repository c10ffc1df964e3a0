FROM node:22-slim
RUN npm install -g serve && npm cache clean --force
USER node
CMD ["serve"]
