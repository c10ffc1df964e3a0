FROM node:22-slim
ARG DIR=app
WORKDIR $DIR/x
#       ^^^^^^ relative-workdir: `app/x` is relative to the working directory of the base image, so it is `/app/x` until that image changes
