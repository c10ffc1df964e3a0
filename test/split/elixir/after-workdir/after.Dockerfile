FROM elixir:1.17 AS build
WORKDIR /src
COPY mix.exs mix.lock ./
RUN mix local.hex --force && mix local.rebar --force && mix deps.get --only prod
COPY . .
RUN MIX_ENV=prod mix release --path /opt/shop

FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates libncurses6 libstdc++6 openssl && rm -rf /var/lib/apt/lists/*
ENV LANG=C.UTF-8
COPY --from=build --chown=nobody /opt/shop /opt/shop
WORKDIR /opt/shop
EXPOSE 4000
USER nobody
ENTRYPOINT ["bin/shop"]
CMD ["start"]
