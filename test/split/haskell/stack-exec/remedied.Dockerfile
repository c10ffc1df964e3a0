FROM haskell:9.6
WORKDIR /duty
COPY . .
RUN stack --system-ghc build
RUN stack --system-ghc install --local-bin-path /usr/local/bin
CMD ["/usr/local/bin/duty-exe", "--port", "80"]
