FROM erlang:25.1 AS build
ADD ./ /cowboy
WORKDIR /cowboy
RUN rebar3 compile

FROM erlang:25.1-slim
WORKDIR /cowboy
COPY --from=build /cowboy /cowboy
EXPOSE 8080
RUN chown nobody /cowboy
USER nobody
CMD erl -pa ebin deps/*/ebin -s hello_world -noshell
