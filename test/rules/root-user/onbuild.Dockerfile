FROM node:22
#    ^^^^^^^ root-user(hint): `node:22` runs the program as root, so whoever breaks into it has root's rights in the container
WORKDIR /app
ONBUILD COPY package.json .
ONBUILD RUN npm install
CMD ["npm", "start"]
