FROM haskell:9.14-slim-bookworm
WORKDIR /app
RUN cabal update
COPY . .
RUN cabal build exe:duty-exe
RUN cp $(cabal list-bin duty-exe) /usr/local/bin/
CMD duty-exe +RTS -N
