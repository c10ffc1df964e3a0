FROM elixir:1.17-slim
ENV MIX_ENV=prod
WORKDIR /app
COPY mix.exs mix.lock ./
RUN mix local.hex --force && mix local.rebar --force && mix deps.get
COPY . .
RUN mix release
CMD ["_build/prod/rel/shop/bin/shop", "start"]
