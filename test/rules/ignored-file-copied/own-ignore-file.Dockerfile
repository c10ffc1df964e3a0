#: about=BuildKit takes the Dockerfile's own ignore file in place of the context's.
#: path=docker/app.Dockerfile
FROM node:22-slim
COPY secret.key server.js /srv/
#    ^^^^^^^^^^ ignored-file-copied: `app.Dockerfile.dockerignore` leaves `secret.key` out of the build context, so the build stops here: `not found`
