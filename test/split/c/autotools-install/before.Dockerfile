FROM debian:bookworm
RUN apt-get update && apt-get install -y build-essential automake libev-dev
COPY . /tmp/repo
WORKDIR /tmp/repo
RUN ./autogen.sh && ./configure --prefix=/usr/local && make && make install
CMD ["kids-server", "--port", "80"]
