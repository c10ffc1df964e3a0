FROM debian:trixie-slim
RUN apt-get update && apt-get install -y imagemagick && rm -rf /var/lib/apt/lists/*
#                     ^^^^^^^^^^^^^^^ recommended-packages-installed: `apt-get install` also installs what the packages only recommend, which the image carries without having asked for it
USER nobody
CMD ["sleep", "1"]
