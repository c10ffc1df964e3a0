FROM haskell:9.12 AS build

RUN apt-get update && apt-get install -y libpq-dev && rm -rf /var/lib/apt/lists/*
WORKDIR /duty
COPY stack.yaml package.yaml ./
RUN stack setup && stack build --only-dependencies
COPY . .
RUN stack install --local-bin-path /usr/local/bin

FROM debian:bookworm-slim

RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates libffi8 libgmp10 libnuma1 libpq5 netbase && rm -rf /var/lib/apt/lists/*
ENV LANG=C.UTF-8

WORKDIR /duty
COPY --from=build /usr/local/bin/duty-exe /usr/local/bin/duty-exe
COPY --from=build /duty/static /duty/static
EXPOSE 8000
USER 65532:65532
CMD ["duty-exe", "--port", "8000"]
