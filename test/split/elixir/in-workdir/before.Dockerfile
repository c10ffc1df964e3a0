FROM elixir:1.17
COPY . /src
WORKDIR /opt/shop
RUN cd /src && mix local.hex --force && mix local.rebar --force && mix deps.get --only prod && MIX_ENV=prod mix release --path /opt/shop
EXPOSE 4000
CMD ["bin/shop", "start"]
