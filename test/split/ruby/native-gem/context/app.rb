# Answers every request with a sum.
require "socket"
require "tally"

server = TCPServer.new("0.0.0.0", 8080)
loop do
  client = server.accept
  client.readpartial(4096)
  body = "sum to 1000 is #{Tally.sum_to(1000)}\n"
  client.write("HTTP/1.1 200 OK\r\nContent-Length: #{body.bytesize}\r\nConnection: close\r\n\r\n#{body}")
  client.close
end
