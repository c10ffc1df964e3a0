FROM node:lts
USER node
CMD ["node", "x.js"]
