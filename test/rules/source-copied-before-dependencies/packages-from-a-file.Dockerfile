FROM debian:bookworm-slim
COPY . /srv
RUN apt-get update && xargs apt-get install -y < /srv/packages.txt
RUN apt-get install -y /srv/harbour.deb
