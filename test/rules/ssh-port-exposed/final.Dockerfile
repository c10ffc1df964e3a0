FROM debian:bookworm-slim AS base
EXPOSE 22/tcp
#      ^^^^^^ ssh-port-exposed: Port 22 is for logging in over SSH, which makes the container a machine to look after: with keys, passwords and updates of its own
FROM base
EXPOSE 80
