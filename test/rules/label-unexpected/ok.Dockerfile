#: labels=a:text b:text
FROM debian:bookworm-slim AS builder
LABEL c=3
FROM debian:bookworm-slim
LABEL a=1 "b"=2
