FROM elixir:1.14 AS build
ENV MIX_ENV=prod
WORKDIR /app
COPY mix.exs ./
RUN mix deps.get
COPY . .
RUN mix do deps.get, compile

FROM elixir:1.14-slim
ENV MIX_ENV=prod
WORKDIR /app
COPY --from=build /app /app
EXPOSE 8080
RUN chown nobody /app
USER nobody
CMD ["mix", "run", "--no-halt"]
