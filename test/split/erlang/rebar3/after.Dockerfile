FROM erlang:27 AS build

WORKDIR /beat
ADD . .
RUN rebar3 as prod release

FROM debian:bookworm-slim

RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates libncurses6 libstdc++6 openssl && rm -rf /var/lib/apt/lists/*
WORKDIR /beat
COPY --from=build --chown=nobody /beat/_build/prod/rel/beat /beat/_build/prod/rel/beat
EXPOSE 8080
USER nobody
ENTRYPOINT ["/beat/_build/prod/rel/beat/bin/beat"]
CMD ["foreground"]
