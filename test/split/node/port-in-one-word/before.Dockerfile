FROM node:20
WORKDIR /mirage
COPY package.json yarn.lock ./
RUN yarn
RUN yarn global add http-server
COPY . .
RUN yarn build
EXPOSE 3030
CMD ["http-server", "dist", "-p 3030"]
