FROM elixir:1.17 AS build
RUN apt-get update && apt-get install -y --no-install-recommends libsqlite3-dev && rm -rf /var/lib/apt/lists/*
WORKDIR /srv/shop
COPY mix.exs mix.lock ./
RUN mix do local.hex --force, local.rebar --force, deps.get --only prod
COPY . .
RUN mix do local.hex --force, local.rebar --force, deps.get --only prod
# The same environment as at the start
RUN MIX_ENV=prod mix compile

FROM elixir:1.17-slim
RUN apt-get update && apt-get install -y --no-install-recommends git libsqlite3-0 && rm -rf /var/lib/apt/lists/*
WORKDIR /srv/shop
COPY --from=build /root/.mix /root/.mix
COPY --from=build /srv/shop /srv/shop
CMD MIX_ENV=prod elixir --sname shop -S mix phx.server
