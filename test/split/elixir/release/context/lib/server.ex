defmodule Tides.Server do
  @page "The tide turns at 06:12\n"

  def listen do
    {:ok, socket} = :gen_tcp.listen(8080, [:binary, packet: :raw, active: false, reuseaddr: true])
    accept(socket)
  end

  defp accept(socket) do
    {:ok, client} = :gen_tcp.accept(socket)
    {:ok, _request} = :gen_tcp.recv(client, 0)
    :gen_tcp.send(client, "HTTP/1.1 200 OK\r\nContent-Length: #{byte_size(@page)}\r\nConnection: close\r\n\r\n#{@page}")
    :gen_tcp.close(client)
    accept(socket)
  end
end
