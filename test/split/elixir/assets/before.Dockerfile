FROM elixir:1.17
RUN apt-get update && apt-get install -y nodejs npm
ENV MIX_ENV=prod
WORKDIR /app
COPY mix.exs mix.lock ./
RUN mix local.hex --force && mix local.rebar --force && mix deps.get
COPY . .
RUN npm ci --prefix assets && npm run --prefix assets deploy && mix phx.digest
RUN mix release
CMD ["_build/prod/rel/shop/bin/shop", "start"]
