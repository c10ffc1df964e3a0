#: about=An empty ignore file of the Dockerfile's own counts too: then everything is in the context.
#: path=app.Dockerfile
FROM node:22-slim
COPY server.js /srv/
