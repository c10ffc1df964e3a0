%% Answers every request with one line.
-module(beat).
-export([start/0]).

start() ->
    {ok, Socket} = gen_tcp:listen(8080, [binary, {active, false}, {reuseaddr, true}]),
    accept(Socket).

accept(Socket) ->
    {ok, Client} = gen_tcp:accept(Socket),
    {ok, _Request} = gen_tcp:recv(Client, 0),
    ok = gen_tcp:send(Client, <<"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nbeat\n">>),
    gen_tcp:close(Client),
    accept(Socket).
