FROM haskell:9.6
COPY Main.hs /
RUN ghc Main.hs
CMD ["runghc", "/Main.hs"]
