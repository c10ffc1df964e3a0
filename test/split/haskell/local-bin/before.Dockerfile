FROM haskell:9.12-bookworm
WORKDIR /duty
COPY . .
RUN stack build --copy-bins
CMD ["/root/.local/bin/duty-exe"]
