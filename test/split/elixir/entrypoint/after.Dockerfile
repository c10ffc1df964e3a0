FROM elixir:1.18.4-otp-27 AS build
ENV MIX_ENV=prod
WORKDIR /app
COPY mix.exs mix.lock ./
RUN mix local.hex --force && mix local.rebar --force && mix deps.get
COPY . .
RUN mix release
COPY entrypoint.sh /
RUN chmod +x /entrypoint.sh

FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates libncurses6 libstdc++6 openssl && rm -rf /var/lib/apt/lists/*
ENV LANG=C.UTF-8
ENV MIX_ENV=prod
WORKDIR /app
COPY --from=build /entrypoint.sh /entrypoint.sh
COPY --from=build --chown=nobody /app/_build/prod/rel/shop /app/_build/prod/rel/shop
USER nobody
ENTRYPOINT ["/entrypoint.sh"]
