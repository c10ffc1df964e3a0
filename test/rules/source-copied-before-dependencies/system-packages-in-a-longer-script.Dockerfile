FROM debian:bookworm-slim
WORKDIR /srv
COPY . .
#<^^^^^^ source-copied-before-dependencies: `COPY . .` precedes `apt-get install`, so every source edit installs the system packages again
RUN apt-get update && apt-get install -y gcc make && make install
CMD ["harbour"]
