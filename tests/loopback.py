"""What small servers of the tests share.  A Handler's serve(form) gets every GET and
POST; serve_for_test(FOLDER, HANDLER) writes FOLDER/port once it listens on loopback,
and serves until it is ended."""
import http.server
import os


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def log_message(self, *args):
        pass

    def answer(self, body, status=200, kind='application/json', **headers):
        body = body if isinstance(body, bytes) else body.encode()
        self.send_response(status)
        self.send_header('Content-Type', kind)
        self.send_header('Content-Length', str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace('_', '-'), value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        self.serve('')

    def do_POST(self):
        self.serve(self.rfile.read(int(self.headers.get('Content-Length', 0))).decode())


def serve_for_test(folder, handler):
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), handler)
    port = os.path.join(folder, 'port')
    with open(port + '.new', 'w') as f:
        f.write(str(server.server_address[1]))
    os.rename(port + '.new', port)
    server.serve_forever()
