FROM node:18 AS build
WORKDIR /usr/src/app
COPY . .
# Links the programs of the packages that lie in the repository
RUN npm rebuild

FROM node:18-slim
WORKDIR /usr/src/app
COPY --from=build /usr/src/app /usr/src/app
ENV PORT=8080
EXPOSE 8080
RUN chown node /usr/src/app
USER node
CMD node index.js
