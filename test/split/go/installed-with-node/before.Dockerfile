FROM debian:bookworm
RUN apt-get update && apt-get install -y golang-go nodejs npm && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN cd web && npm ci && npm run build && cp -r dist /srv/board
RUN go build -o /usr/local/bin/board .
CMD ["board", "-files", "/srv/board"]
