FROM erlang:27

WORKDIR /beat
ADD . .
RUN rebar3 as prod release
EXPOSE 8080
ENTRYPOINT ["/beat/_build/prod/rel/beat/bin/beat"]
CMD ["foreground"]
