FROM node:22-slim
WORKDIR app
#       ^^^ relative-workdir: `app` is relative to the working directory of the base image, so it is `/app` until that image changes
WORKDIR src
#       ^^^ relative-workdir: `src` is relative to the working directory of the base image, so it is `/app/src` until that image changes
