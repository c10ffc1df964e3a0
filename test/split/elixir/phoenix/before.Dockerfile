FROM hexpm/elixir:1.15.7-erlang-26.1.2-debian-bookworm-20231009-slim

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

EXPOSE 4000
ENV PHX_SERVER=true
CMD ["/app/_build/prod/rel/shop/bin/shop", "start"]
