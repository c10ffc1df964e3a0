FROM haskell:9.14-slim-bookworm AS build
WORKDIR /app
RUN cabal update
COPY . .
RUN cabal build exe:duty-exe
RUN cp $(cabal list-bin duty-exe) /usr/local/bin/

FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates libffi8 libgmp10 libnuma1 netbase && rm -rf /var/lib/apt/lists/*
ENV LANG=C.UTF-8
WORKDIR /app
COPY --from=build /usr/local/bin/duty-exe /usr/local/bin/duty-exe
CMD duty-exe +RTS -N
