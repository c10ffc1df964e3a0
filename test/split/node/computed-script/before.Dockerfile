FROM node:20
ARG ENV=start
ENV SCRIPT=$ENV
WORKDIR /app
COPY package*.json ./
RUN npm ci
COPY . .
CMD npm run $SCRIPT
