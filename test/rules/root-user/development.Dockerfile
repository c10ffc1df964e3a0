FROM node:22 AS build
RUN npm ci

FROM build AS dev
#    ^^^^^ root-user(hint): `build` runs the program as root, so whoever breaks into it has root's rights in the container
CMD ["npm", "run", "watch"]
