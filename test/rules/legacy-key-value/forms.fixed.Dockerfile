FROM debian:bookworm-slim
ENV LANG=C.UTF-8
ENV A="two words"
ENV B="quoted words"
ENV C say "it" twice
ENV PATH=/opt/bin:$PATH
LABEL version=1.0
ENV D one \
    two
ENV E C:\\x y
