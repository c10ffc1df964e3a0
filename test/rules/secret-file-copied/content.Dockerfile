FROM node:22-slim
COPY .env .npmrc .env.production auth.json /srv/
#    ^^^^ secret-file-copied: `.env` holds passwords or tokens, which stay in the layer for everyone who can pull the image, also when it is removed later
#                                ^^^^^^^^^ secret-file-copied: `auth.json` holds passwords or tokens, which stay in the layer for everyone who can pull the image, also when it is removed later
