FROM node:22-slim
COPY --from=build /usr/bin/curl /usr/bin/curl
USER node
HEALTHCHECK CMD curl -f http://localhost:3000/
CMD ["node", "/app/server.js"]
