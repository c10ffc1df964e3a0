FROM elixir:1.17 AS build
COPY mix.exs mix.lock /src/
WORKDIR /opt/shop
RUN cd /src && mix local.hex --force && mix local.rebar --force && mix deps.get --only prod
COPY . /src
RUN cd /src && MIX_ENV=prod mix release --path /opt/shop

FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates libncurses6 libstdc++6 openssl && rm -rf /var/lib/apt/lists/*
ENV LANG=C.UTF-8
WORKDIR /opt/shop
COPY --from=build /opt/shop /opt/shop
EXPOSE 4000
CMD ["bin/shop", "start"]
