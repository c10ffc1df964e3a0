FROM elixir:1.17
ENV MIX_ENV=prod
WORKDIR /app
COPY mix.exs mix.lock ./
RUN mix do local.hex --force, local.rebar --force, deps.get, compile
COPY . .
CMD ["mix", "phx.server"]
