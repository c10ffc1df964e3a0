FROM node:22-slim
COPY . /srv/
COPY a.txt /srv/
