# check=skip=all
# escape = `
# The image.
FROM debian:bookworm-slim
# syntax=docker/dockerfile:1
RUN ls
