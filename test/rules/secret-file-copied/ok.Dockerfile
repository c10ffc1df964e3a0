FROM debian:bookworm-slim AS builder
COPY .env .npmrc /srv/
FROM debian:bookworm-slim
COPY .env.example env.sample id_rsa.pub server.pem ca.key.template tests/credentials.test.json /srv/
COPY --from=builder /root/id_rsa /x
COPY *.key /srv/
