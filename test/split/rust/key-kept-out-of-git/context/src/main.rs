use std::io::{Read, Write};
use std::net::TcpListener;

fn main() {
    let listener = TcpListener::bind("0.0.0.0:8080").expect("port 8080");
    for stream in listener.incoming().flatten() {
        let mut stream = stream;
        let mut request = [0; 1024];
        let _ = stream.read(&mut request);
        let body = "the tide table is empty";
        let _ = write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len());
    }
}
