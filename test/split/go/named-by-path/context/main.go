package main

import "net"

const answer = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\nready\n"

func main() {
	listener, err := net.Listen("tcp", ":8080")
	if err != nil {
		panic(err)
	}
	for {
		connection, err := listener.Accept()
		if err != nil {
			continue
		}
		request := make([]byte, 1024)
		_, _ = connection.Read(request)
		_, _ = connection.Write([]byte(answer))
		_ = connection.Close()
	}
}
