FROM elixir:1.15-slim
WORKDIR /app
ADD . .
RUN mix local.hex --force && mix deps.get && mix escript.build
CMD ["/app/shop", "2"]
