FROM golang:1.22 AS build
RUN go version

FROM node:24 AS dev
USER node
CMD ["node", "x.js"]
