FROM haskell:8.10
WORKDIR /duty
COPY . .
RUN stack install --local-bin-path /usr/local/bin
CMD ["duty-exe"]
