#: about=What a script, make or a script of package.json writes is not known.
FROM node:22 AS build
WORKDIR /app
COPY . .
RUN npm ci && npm run build
FROM gcc:13 AS tool
COPY . .
RUN make && make install
FROM nginx:1.29
COPY --from=build /public /usr/share/nginx/html
COPY --from=tool /out/tool /tool
