FROM node:22-slim
USER node
ENTRYPOINT ["node"]
CMD ["server.js"]
