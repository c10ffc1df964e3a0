FROM elixir:1.16.1
WORKDIR /app
COPY . .
RUN mix local.hex --force && mix local.rebar --force && mix deps.get --only prod
RUN MIX_ENV=prod mix release --path /opt/shop
ENTRYPOINT ["/opt/shop/bin/shop"]
CMD ["start"]
