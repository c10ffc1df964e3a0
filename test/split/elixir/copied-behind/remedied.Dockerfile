FROM elixir:1.17
ENV MIX_ENV=prod
WORKDIR /app
COPY mix.exs mix.lock ./
RUN mix do local.hex --force, local.rebar --force, deps.get, compile
COPY . .
RUN mix release
ENV PHX_SERVER=true
CMD ["/app/_build/prod/rel/shop/bin/shop", "start"]
