FROM golang:1.22-bookworm
RUN curl -fsSL https://deb.nodesource.com/setup_20.x | bash - && apt-get install -y nodejs
WORKDIR /src
COPY web/package.json web/package-lock.json web/
RUN npm ci --prefix web
COPY . .
ENV NODE_ENV=production
RUN npm --prefix web run build && go build -o /usr/local/bin/board ./cmd/board
ENV BOARD_FILES=/src/web/dist
CMD ["board"]
