FROM debian:bookworm-slim
WORKDIR /srv
RUN apt-get update && apt-get install -y gcc make
COPY . .
RUN make install
CMD ["harbour"]
