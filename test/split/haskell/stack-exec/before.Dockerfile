FROM haskell:9.6
WORKDIR /duty
COPY . .
RUN stack --system-ghc build
CMD ["stack","--system-ghc","exec","duty-exe", "--", "--port", "80"]
