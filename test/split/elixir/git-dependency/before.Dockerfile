FROM elixir:1.17
RUN apt-get update && apt-get install -y --no-install-recommends libsqlite3-dev && rm -rf /var/lib/apt/lists/*
WORKDIR /srv/shop
COPY . .
RUN mix do local.hex --force, local.rebar --force, deps.get --only prod
# The same environment as at the start
RUN MIX_ENV=prod mix compile
CMD MIX_ENV=prod elixir --sname shop -S mix phx.server
