FROM haskell:9.10-slim-bookworm
WORKDIR /app
COPY Main.hs .
RUN ghc -O2 -o /usr/local/bin/hello Main.hs
CMD ["hello"]
