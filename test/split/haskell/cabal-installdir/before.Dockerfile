FROM haskell:9.14
WORKDIR /app
COPY . .
RUN cabal update && cabal install --installdir=/opt/bin --install-method=copy exe:duty-exe
USER nobody
ENTRYPOINT ["/opt/bin/duty-exe"]
