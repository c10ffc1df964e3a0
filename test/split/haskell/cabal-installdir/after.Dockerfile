FROM haskell:9.14 AS build
WORKDIR /app
COPY . .
RUN cabal update && cabal install --installdir=/opt/bin --install-method=copy exe:duty-exe

FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates libffi8 libgmp10 libnuma1 netbase && rm -rf /var/lib/apt/lists/*
ENV LANG=C.UTF-8
WORKDIR /app
COPY --from=build /opt/bin/duty-exe /opt/bin/duty-exe
USER nobody
ENTRYPOINT ["/opt/bin/duty-exe"]
