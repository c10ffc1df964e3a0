FROM node:22-slim
WORKDIR /srv
WORKDIR /srv/web
RUN npm ci \
    && npm run build
WORKDIR web
RUN npm test
WORKDIR /other
WORKDIR /a/b
RUN cd "$HOME/x" && ls
RUN cd \
    # where the sources are
    /usr/src && make
