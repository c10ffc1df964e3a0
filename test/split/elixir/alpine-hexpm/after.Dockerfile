FROM hexpm/elixir:1.18.4-erlang-27.3.4-alpine-3.22.1 AS build
RUN apk add --no-cache build-base git
WORKDIR /src
ENV MIX_ENV=prod LANG=en_US.UTF-8
COPY mix.exs mix.lock ./
RUN mix local.hex --force && mix local.rebar --force
RUN mix deps.get
COPY . .
RUN mix release && cp -r _build/prod/rel/shop /srv/shop

FROM alpine:3.22.1
RUN apk add --no-cache ca-certificates libgcc libstdc++ ncurses-libs openssl
ENV MIX_ENV=prod LANG=en_US.UTF-8
COPY --from=build --chown=nobody /srv/shop /srv/shop
WORKDIR /srv/shop
USER nobody
CMD ["bin/shop", "start"]
