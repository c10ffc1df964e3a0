FROM elixir:1.16.1 AS build

ENV MIX_ENV=prod
WORKDIR /app

RUN mix local.hex --force && \
    mix local.rebar --force

COPY mix.exs mix.lock ./
RUN mix deps.get
COPY . .

RUN mix compile

FROM elixir:1.16.1-slim

ENV MIX_ENV=prod
WORKDIR /app

COPY --from=build /root/.mix /root/.mix
COPY --from=build /app /app

CMD ["mix", "phx.server"]
