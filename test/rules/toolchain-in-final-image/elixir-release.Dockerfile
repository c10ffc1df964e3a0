FROM elixir:1.18-slim
#    ^^^^^^^^^^^^^^^^ toolchain-in-final-image: `elixir:1.18-slim` ships mix, the compilers and the built dependencies in an image that only needs the release, which brings its own runtime; no split is offered: Elixir and Erlang programs are not split yet
ENV MIX_ENV=prod
WORKDIR /app
COPY . .
RUN mix deps.get && mix release
CMD ["_build/prod/rel/shop/bin/shop", "start"]
