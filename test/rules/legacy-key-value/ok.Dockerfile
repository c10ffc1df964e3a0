FROM debian:bookworm-slim
ENV LANG=C.UTF-8 A="two words"
LABEL version=1.0
ENV EMPTY
