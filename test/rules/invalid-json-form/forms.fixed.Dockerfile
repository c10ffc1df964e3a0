FROM node:22-slim
RUN ["npm", "test"]
COPY ["a b", "/srv/"]
VOLUME ["/data"]
HEALTHCHECK CMD ["true"]
ENTRYPOINT ["node", "server.js"]
CMD ["a", "b"]
