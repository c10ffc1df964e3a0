#: about=The tag comes from a default, so there is nothing to write in its place
ARG TAG=latest
FROM node:${TAG}
#    ^^^^^^^^^^^ floating-base-tag: `node:latest` is whatever was released last, so a new major version comes without asking
