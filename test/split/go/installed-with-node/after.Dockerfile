FROM debian:bookworm AS build
RUN apt-get update && apt-get install -y golang-go nodejs npm && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY web/package.json web/package-lock.json ./web/
RUN cd web && npm ci
COPY . .
RUN cd web && npm run build && cp -r dist /srv/board
RUN CGO_ENABLED=0 go build -ldflags="-s -w" -o /usr/local/bin/board .

FROM gcr.io/distroless/static-debian13:nonroot
WORKDIR /src
COPY --from=build /usr/local/bin/board /usr/local/bin/board
COPY --from=build /srv/board /srv/board
CMD ["board", "-files", "/srv/board"]
