FROM elixir:1.15 AS build
RUN useradd --create-home --uid 1001 app
WORKDIR /app
ENV MIX_ENV=prod
COPY mix.exs mix.lock ./
RUN mix local.hex --force && mix local.rebar --force && mix deps.get
COPY . .
RUN mix release

FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates libncurses6 libstdc++6 openssl && rm -rf /var/lib/apt/lists/*
ENV LANG=C.UTF-8
WORKDIR /app
ENV MIX_ENV=prod
COPY --from=build --chown=1001 /app/_build/prod/rel/shop /app/_build/prod/rel/shop
USER 1001
CMD ["_build/prod/rel/shop/bin/shop", "start"]
