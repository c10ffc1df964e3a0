# syntax=docker/dockerfile:1
# Syntax=docker/dockerfile:1.7
# ^^^^^^ invalid-directive: `syntax` is set here for the second time, so the build stops here
FROM debian:bookworm-slim
