#: labels=a:text
FROM debian:bookworm-slim
LABEL a=1 b=2
