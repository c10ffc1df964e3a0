FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y build-essential git \
    && git clone https://example.com/proxy.git /src && make -C /src install \
    && apt-get purge -y --auto-remove build-essential git
ENTRYPOINT ["proxy"]
