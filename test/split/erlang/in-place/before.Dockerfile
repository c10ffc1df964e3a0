FROM erlang:25
WORKDIR /beat
COPY . .
RUN rebar3 compile
EXPOSE 8080
CMD ["erl", "-noshell", "-pa", "_build/default/lib/beat/ebin", "-s", "beat", "start"]
