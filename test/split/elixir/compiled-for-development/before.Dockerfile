FROM elixir:1.17
WORKDIR /app
COPY . .
RUN mix do local.hex --force, local.rebar --force, deps.get, compile
CMD ["mix", "phx.server"]
