FROM haskell:9.10-slim-bookworm AS build
WORKDIR /app
COPY Main.hs .
RUN ghc -O2 -o /usr/local/bin/hello Main.hs

FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates libffi8 libgmp10 libnuma1 netbase && rm -rf /var/lib/apt/lists/*
ENV LANG=C.UTF-8
WORKDIR /app
COPY --from=build /usr/local/bin/hello /usr/local/bin/hello
USER 65532:65532
CMD ["hello"]
