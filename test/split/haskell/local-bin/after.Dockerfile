FROM haskell:9.12-bookworm AS build
WORKDIR /duty
COPY . .
RUN stack build --copy-bins

FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates libffi8 libgmp10 libnuma1 netbase && rm -rf /var/lib/apt/lists/*
ENV LANG=C.UTF-8
WORKDIR /duty
COPY --from=build /root/.local/bin/duty-exe /root/.local/bin/duty-exe
CMD ["/root/.local/bin/duty-exe"]
