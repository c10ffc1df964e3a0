#: about=The variant stays, the release of the distribution below goes
FROM node:8-alpine3.9
#    ^^^^^^^^^^^^^^^^ end-of-life-base-image: `node:8-alpine3.9` is Node.js 8, which gets no security fixes since 2019-12-31, so holes that are found in it stay in the image
CMD ["node", "server.js"]
