FROM elixir:1.15 AS build
WORKDIR /app
ENV MIX_ENV=prod
RUN mix local.hex --force && mix local.rebar --force
COPY mix.exs mix.lock ./
RUN mix deps.get
COPY . .
RUN mix do deps.get, deps.compile, release web

FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates libncurses6 libstdc++6 openssl && rm -rf /var/lib/apt/lists/*
ENV LANG=C.UTF-8
WORKDIR /app
ENV MIX_ENV=prod
COPY --from=build --chown=nobody /app/_build/prod/rel/web /app/_build/prod/rel/web
USER nobody
CMD _build/prod/rel/web/bin/web start
