FROM hexpm/elixir:1.15.7-erlang-26.1.2-debian-bookworm-20231009-slim AS build

# install build dependencies
RUN apt-get update -y && apt-get install -y build-essential git \
    && apt-get clean && rm -f /var/lib/apt/lists/*_*

WORKDIR /app

# install hex + rebar
RUN mix local.hex --force && \
    mix local.rebar --force

ENV MIX_ENV="prod"

COPY mix.exs mix.lock ./
RUN mix deps.get --only $MIX_ENV
COPY config config
RUN mix deps.compile

COPY lib lib
RUN mix compile
RUN mix release

FROM debian:bookworm-20231009-slim

RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates libncurses6 libstdc++6 openssl && rm -rf /var/lib/apt/lists/*
ENV LANG=C.UTF-8

WORKDIR /app

ENV MIX_ENV="prod"

COPY --from=build --chown=nobody /app/_build/prod/rel/shop /app/_build/prod/rel/shop

EXPOSE 4000
ENV PHX_SERVER=true
USER nobody
CMD ["/app/_build/prod/rel/shop/bin/shop", "start"]
