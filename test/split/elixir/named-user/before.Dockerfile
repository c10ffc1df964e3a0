FROM elixir:1.15
RUN useradd --create-home --uid 1001 app
WORKDIR /app
ENV MIX_ENV=prod
COPY . .
RUN mix local.hex --force && mix local.rebar --force && mix deps.get && mix release
USER app
CMD ["_build/prod/rel/shop/bin/shop", "start"]
