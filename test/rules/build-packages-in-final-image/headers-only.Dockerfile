FROM debian:trixie-slim
RUN apt-get update && apt-get install -y --no-install-recommends libgmp-dev && rm -rf /var/lib/apt/lists/*
#                                                                ^^^^^^^^^^ build-packages-in-final-image(info): Installing `libgmp-dev` ships what only a build needs, and it stays in the image to its end
COPY server /server
USER nobody
CMD ["/server"]
