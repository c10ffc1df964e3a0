FROM erlang:28.5 AS build
WORKDIR /usr/src/beat
COPY . .
RUN rebar3 release && mv _build/default/rel/beat /opt/beat

FROM debian:trixie-slim
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates libncurses6 libstdc++6 openssl && rm -rf /var/lib/apt/lists/*
WORKDIR /usr/src/beat
COPY --from=build --chown=nobody /opt/beat /opt/beat
USER nobody
CMD ["/opt/beat/bin/beat", "foreground"]
