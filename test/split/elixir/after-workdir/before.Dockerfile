FROM elixir:1.17
WORKDIR /src
COPY . .
RUN mix local.hex --force && mix local.rebar --force && mix deps.get --only prod
RUN MIX_ENV=prod mix release --path /opt/shop
WORKDIR /opt/shop
EXPOSE 4000
ENTRYPOINT ["bin/shop"]
CMD ["start"]
