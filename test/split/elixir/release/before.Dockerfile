# The tide clock
FROM elixir:1.14
ENV MIX_ENV=prod
WORKDIR /app
COPY mix.exs ./
RUN mix deps.get --only prod
COPY lib lib
RUN mix release
EXPOSE 8080
CMD ["_build/prod/rel/tides/bin/tides", "start"]
