FROM node:20.15.0
WORKDIR /usr/src/app
COPY . /usr/src/app
RUN npm install
RUN npm run build
CMD ["npx", "--yes", "serve", "-s", "dist", "-l", "4173"]
EXPOSE 4173
