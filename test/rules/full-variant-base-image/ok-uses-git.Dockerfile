FROM node:22
RUN git clone https://example.com/x
USER node
CMD ["node", "x/server.js"]
