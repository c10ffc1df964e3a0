FROM node:22-slim
COPY a.key /srv/
