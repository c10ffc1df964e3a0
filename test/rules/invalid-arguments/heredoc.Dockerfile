# syntax=docker/dockerfile:1
FROM debian:bookworm-slim
RUN <<EOT
#   ^^^^^ invalid-arguments: The text that starts here has no line `EOT` to end it, so the build stops here
echo one
