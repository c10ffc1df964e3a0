#: about=Where something else than RUN uses the argument it can't be mounted
# syntax=docker/dockerfile:1
FROM node:22-slim
ARG NPM_TOKEN
#   ^^^^^^^^^ secret-in-arg-or-env: `NPM_TOKEN` looks like a secret, and the value of a build argument stays in the image's history and in the build's records
ENV NPM_AUTH=$NPM_TOKEN
RUN echo "$NPM_TOKEN"
