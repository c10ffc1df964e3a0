FROM elixir:1.15
ARG MIX_ENV
WORKDIR /app
COPY . .
RUN mix local.hex --force && mix deps.get && mix release
CMD ["_build/prod/rel/shop/bin/shop", "start"]
