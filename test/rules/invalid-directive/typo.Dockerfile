# sytnax=docker/dockerfile:1
# ^^^^^^ invalid-directive(info): `sytnax` is no directive, so builders read a comment here and `syntax` is not set
FROM debian:bookworm-slim
