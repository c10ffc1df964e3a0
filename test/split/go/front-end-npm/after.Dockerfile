FROM golang:1.22-bookworm AS build
RUN curl -fsSL https://deb.nodesource.com/setup_20.x | bash - && apt-get install -y nodejs
WORKDIR /src
COPY web/package.json web/package-lock.json web/
RUN npm ci --prefix web
COPY . .
ENV NODE_ENV=production
RUN npm --prefix web run build && CGO_ENABLED=0 go build -ldflags="-s -w" -o /usr/local/bin/board ./cmd/board

FROM gcr.io/distroless/static-debian13:nonroot
WORKDIR /src
ENV NODE_ENV=production
COPY --from=build /usr/local/bin/board /usr/local/bin/board
COPY --from=build /src/web/dist /src/web/dist
ENV BOARD_FILES=/src/web/dist
CMD ["board"]
