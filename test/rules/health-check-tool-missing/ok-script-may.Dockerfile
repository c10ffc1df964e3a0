FROM node:22-slim
COPY setup.sh /setup.sh
RUN /setup.sh
USER node
HEALTHCHECK CMD curl -f http://localhost:3000/
CMD ["node", "/app/server.js"]
