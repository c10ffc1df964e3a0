FROM node:22-slim
ARG APP_VERSION=1
COPY app-${APP_VERSON}.tgz /tmp/
#        ^^^^^^^^^^^^ undefined-variable: Nothing sets `APP_VERSON`, so it is empty here; `APP_VERSION` is set
