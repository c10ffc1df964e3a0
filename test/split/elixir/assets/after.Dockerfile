FROM elixir:1.17 AS build
RUN apt-get update && apt-get install -y nodejs npm
ENV MIX_ENV=prod
WORKDIR /app
COPY mix.exs mix.lock ./
RUN mix local.hex --force && mix local.rebar --force && mix deps.get
COPY assets/package.json assets/package-lock.json ./assets/
RUN npm ci --prefix assets
COPY . .
RUN npm run --prefix assets deploy && mix phx.digest
RUN mix release

FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates libncurses6 libstdc++6 openssl && rm -rf /var/lib/apt/lists/*
ENV LANG=C.UTF-8
ENV MIX_ENV=prod
WORKDIR /app
COPY --from=build --chown=nobody /app/_build/prod/rel/shop /app/_build/prod/rel/shop
USER nobody
CMD ["_build/prod/rel/shop/bin/shop", "start"]
