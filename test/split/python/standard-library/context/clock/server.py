import argparse
from http.server import BaseHTTPRequestHandler, HTTPServer
from zoneinfo import ZoneInfo


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(f"{ZoneInfo('UTC')} is the time zone\n".encode())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=8000)
    HTTPServer(("", parser.parse_args().port), Handler).serve_forever()
