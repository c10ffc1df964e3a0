#: about=What the package manager reads is no source, and stays where it is.
FROM debian:bookworm-slim
COPY apt/ /etc/apt/sources.list.d/
COPY bin/setup.py /usr/local/bin/setup
RUN apt-get update && apt-get install -y --no-install-recommends ffmpeg
CMD ["ffmpeg", "-version"]
