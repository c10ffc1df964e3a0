FROM node:20
COPY . /bot
WORKDIR /bot
RUN npm install
CMD bin/bot
