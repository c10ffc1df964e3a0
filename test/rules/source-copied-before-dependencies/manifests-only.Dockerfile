#: about=There is nothing but manifests to copy.
FROM node:22-slim
WORKDIR /opt/tool
COPY . .
RUN npm ci
ENTRYPOINT ["/opt/tool/node_modules/.bin/tool"]
