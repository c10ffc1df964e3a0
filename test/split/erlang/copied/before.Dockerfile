FROM erlang:28.5
WORKDIR /usr/src/beat
COPY . .
RUN rebar3 release && mv _build/default/rel/beat /opt/beat
CMD ["/opt/beat/bin/beat", "foreground"]
