FROM node:22-slim AS builder
USER node
FROM node:22-slim
USER node:node
#    ^^^^^^^^^ non-numeric-user(warning): `node` is a name, so Kubernetes can't tell that it is not root and refuses the image where `runAsNonRoot` is set
