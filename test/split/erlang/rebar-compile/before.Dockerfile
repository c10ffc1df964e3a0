FROM erlang:25.1
ADD ./ /cowboy
WORKDIR /cowboy
RUN rebar3 compile
EXPOSE 8080
CMD erl -pa ebin deps/*/ebin -s hello_world -noshell
