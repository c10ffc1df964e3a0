FROM debian:bookworm AS build
RUN apt-get update && apt-get install -y build-essential automake libev-dev
COPY . /tmp/repo
WORKDIR /tmp/repo
RUN ./autogen.sh && ./configure --prefix=/usr/local && make && make install

FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends libev4 && rm -rf /var/lib/apt/lists/*
WORKDIR /tmp/repo
COPY --from=build /usr/local /usr/local
RUN ldconfig
USER 65532:65532
CMD ["kids-server", "--port", "80"]
