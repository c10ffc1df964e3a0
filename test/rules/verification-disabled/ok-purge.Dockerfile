#: about=What is removed needs no signature
FROM debian:bookworm
RUN apt-get purge -y --force-yes perl && rm -rf /var/lib/apt/lists/*
