FROM haskell:9
#    ^^^^^^^^^ toolchain-in-final-image: `haskell:9` ships GHC and the built dependencies in an image that only needs the built program and its libraries; no split is offered: the build context isn't known, so the files that the program opens can't be looked for
WORKDIR /src
COPY . .
RUN cabal update && cabal install --installdir=/usr/local/bin exe:shop
CMD ["shop"]
