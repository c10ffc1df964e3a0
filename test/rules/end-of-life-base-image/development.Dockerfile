FROM golang:1.22 AS build
RUN go version

FROM node:14 AS dev
#    ^^^^^^^ end-of-life-base-image(hint): `node:14` is Node.js 14, which gets no security fixes since 2023-04-30, so holes that are found in it stay in the image
USER node
CMD ["node", "x.js"]
