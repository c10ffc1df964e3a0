FROM elixir:1.15
WORKDIR /app
ENV MIX_ENV=prod
RUN mix local.hex --force && mix local.rebar --force
COPY . .
RUN mix do deps.get, deps.compile, release web
CMD _build/prod/rel/web/bin/web start
