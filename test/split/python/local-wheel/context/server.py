from http.server import BaseHTTPRequestHandler, HTTPServer

import fastsum


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        body = f"sum to 1000 is {fastsum.sum_to(1000)}\n".encode()
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body)


HTTPServer(("", 8080), Handler).serve_forever()
