FROM elixir:1.15
ENV MIX_ENV=prod
WORKDIR /app
COPY . .
RUN mix local.hex --force && mix deps.get && mix release
CMD ["_build/prod/rel/web/bin/web", "start"]
