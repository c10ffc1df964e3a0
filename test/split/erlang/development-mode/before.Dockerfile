FROM erlang:26
WORKDIR /beat
COPY . .
RUN rebar3 release
CMD ["_build/default/rel/beat/bin/beat", "foreground"]
