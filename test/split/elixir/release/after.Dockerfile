# The tide clock
FROM elixir:1.14 AS build
ENV MIX_ENV=prod
WORKDIR /app
COPY mix.exs ./
RUN mix deps.get --only prod
COPY lib lib
RUN mix release

FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates libncurses6 libstdc++6 openssl && rm -rf /var/lib/apt/lists/*
ENV LANG=C.UTF-8
ENV MIX_ENV=prod
WORKDIR /app
COPY --from=build --chown=nobody /app/_build/prod/rel/tides /app/_build/prod/rel/tides
EXPOSE 8080
USER nobody
CMD ["_build/prod/rel/tides/bin/tides", "start"]
