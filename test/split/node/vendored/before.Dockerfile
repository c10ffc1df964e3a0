FROM node:18
WORKDIR /usr/src/app
COPY . .
# Links the programs of the packages that lie in the repository
RUN npm rebuild
ENV PORT=8080
EXPOSE 8080
CMD node index.js
