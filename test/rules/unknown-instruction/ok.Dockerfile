# syntax=docker/dockerfile:1
FROM debian:bookworm-slim
run ls
ONBUILD RUN ls
RUN <<EOT
make
EOT
