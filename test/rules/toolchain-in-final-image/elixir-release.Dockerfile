FROM elixir:1.18-slim
#    ^^^^^^^^^^^^^^^^ toolchain-in-final-image: `elixir:1.18-slim` ships mix, the compilers and the built dependencies in an image that only needs the release, which brings its own runtime; no split is offered: the build context isn't known, so the files that the program opens can't be looked for
ENV MIX_ENV=prod
WORKDIR /app
COPY . .
RUN mix deps.get && mix release
CMD ["_build/prod/rel/shop/bin/shop", "start"]
