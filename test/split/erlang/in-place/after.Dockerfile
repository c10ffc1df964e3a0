FROM erlang:25 AS build
WORKDIR /beat
COPY . .
RUN rebar3 compile

FROM erlang:25-slim
WORKDIR /beat
COPY --from=build /beat /beat
EXPOSE 8080
RUN chown nobody /beat
USER nobody
CMD ["erl", "-noshell", "-pa", "_build/default/lib/beat/ebin", "-s", "beat", "start"]
