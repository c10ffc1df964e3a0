FROM hexpm/elixir:1.18.4-erlang-27.3.4-alpine-3.22.1
RUN apk add --no-cache build-base git
WORKDIR /src
ENV MIX_ENV=prod LANG=en_US.UTF-8
COPY . .
RUN mix local.hex --force && mix local.rebar --force
RUN mix deps.get && mix release && cp -r _build/prod/rel/shop /srv/shop
WORKDIR /srv/shop
CMD ["bin/shop", "start"]
