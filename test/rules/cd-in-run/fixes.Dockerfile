FROM node:22-slim
WORKDIR /srv
RUN cd /srv/web && npm ci \
#   ^^^^^^^^^^^ cd-in-run: `cd /srv/web` is what `WORKDIR` says for the whole step
    && npm run build
RUN cd web; npm test
#   ^^^^^^ cd-in-run: `cd web` is what `WORKDIR` says for the whole step
WORKDIR /other
RUN cd /a/b
#   ^^^^^^^ cd-in-run(warning): `cd /a/b` ends with its `RUN`: the next instruction starts in the working directory again
RUN cd "$HOME/x" && ls
#   ^^^^^^^^^^^^ cd-in-run: `cd "$HOME/x"` is what `WORKDIR` says for the whole step
RUN cd \
#   ^>2:12 cd-in-run: `cd /usr/src` is what `WORKDIR` says for the whole step
    # where the sources are
    /usr/src && make
