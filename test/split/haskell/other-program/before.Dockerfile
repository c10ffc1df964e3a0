FROM haskell:9.6
WORKDIR /duty
COPY . .
RUN stack install --local-bin-path /usr/local/bin
CMD ["duty"]
