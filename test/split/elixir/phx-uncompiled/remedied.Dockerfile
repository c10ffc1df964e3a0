FROM elixir:1.16

ENV MIX_ENV=prod
WORKDIR /app

RUN mix local.hex --force && \
    mix local.rebar --force

COPY . .

RUN mix deps.get && \
    mix deps.compile

RUN mix release
ENV PHX_SERVER=true
CMD ["/app/_build/prod/rel/shop/bin/shop", "start"]
