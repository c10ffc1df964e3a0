FROM debian:bookworm-slim
RUN useradd --system shop
USER root
RUN mkdir /data
USER shop
CMD ["server"]
