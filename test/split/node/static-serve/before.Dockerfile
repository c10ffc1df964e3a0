FROM node:18
WORKDIR /site
COPY . .
RUN npm rebuild && npm run build
EXPOSE 8080
CMD ["npx", "serve", "-s", "build", "-l", "8080"]
