FROM node:22-slim
USER root
