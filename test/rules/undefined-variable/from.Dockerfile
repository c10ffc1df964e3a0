ARG NODE_VERSION=22
FROM node:${NODE_VERSON}-slim
#         ^^^^^^^^^^^^^ undefined-variable: No ARG before FROM declares `NODE_VERSON`, so it is empty here; `NODE_VERSION` is declared
