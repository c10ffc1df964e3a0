FROM golang:1.22 AS build
WORKDIR /src
COPY . .
RUN go build -o /out/server . && cp -r public /srv/public

FROM nginx:1.27-alpine
COPY --from=build /srv/public /usr/share/nginx/html
