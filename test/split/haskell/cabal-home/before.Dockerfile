FROM haskell:9.6
WORKDIR /app
COPY . .
RUN cabal update && cabal install
CMD ["duty-exe"]
