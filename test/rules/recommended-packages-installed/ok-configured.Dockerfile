FROM debian:trixie-slim
RUN echo 'APT::Install-Recommends "0";' > /etc/apt/apt.conf.d/99none
RUN apt-get update && apt-get install -y imagemagick && rm -rf /var/lib/apt/lists/*
USER nobody
CMD ["sleep", "1"]
