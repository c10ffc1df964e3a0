FROM debian:bookworm-slim AS builder
COPY id_rsa /root/.ssh/
#    ^^^^^^ secret-file-copied(info): `id_rsa` is a private key, which stays in the layer for everyone who can pull the image, also when it is removed later
COPY .netrc /root/
FROM debian:bookworm-slim
COPY id_ed25519 config/server-private.key .netrc /root/
#    ^^^^^^^^^^ secret-file-copied: `id_ed25519` is a private key, which stays in the layer for everyone who can pull the image, also when it is removed later
#               ^^^^^^^^^^^^^^^^^^^^^^^^^ secret-file-copied: `config/server-private.key` is a private key, which stays in the layer for everyone who can pull the image, also when it is removed later
#                                         ^^^^^^ secret-file-copied: `.netrc` holds passwords or tokens, which stay in the layer for everyone who can pull the image, also when it is removed later
COPY .env .npmrc /srv/
#    ^^^^ secret-file-copied(hint): `.env` is where passwords and tokens are kept, and what is copied stays in the layer for everyone who can pull the image
COPY .aws/credentials /root/.aws/
#    ^^^^^^^^^^^^^^^^ secret-file-copied: `.aws/credentials` holds passwords or tokens, which stay in the layer for everyone who can pull the image, also when it is removed later
