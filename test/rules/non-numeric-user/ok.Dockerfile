FROM node:22-slim AS builder
USER node
FROM node:22-slim
USER 1000:node
