#!/usr/bin/env python3
"""Serves OUT/www/HOST/... over TLS on loopback: serve.py OUT CERTIFICATE KEY PORT_FILE

Writes the port to PORT_FILE, then serves until it is ended.  Answers conditional
requests; every other address is 404, robots.txt too.
"""
import email.utils
import hashlib
import http.server
import os
import ssl
import sys

TYPES = {'.html': 'text/html', '.xls': 'application/vnd.ms-excel',
         '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def do_GET(self):
        host = self.headers.get('Host', '').split(':')[0]
        path = self.path.split('?')[0]
        root = os.path.realpath(os.path.join(sys.argv[1], 'www', host))
        full = os.path.realpath(os.path.join(root, path.lstrip('/')))
        if not full.startswith(root + os.sep) or not os.path.isfile(full):
            self.send_error(404)
            return
        with open(full, 'rb') as f:
            body = f.read()
        tag = '"%s"' % hashlib.sha256(body).hexdigest()[:16]
        changed = self.headers.get('If-None-Match') != tag
        self.send_response(200 if changed else 304)
        self.send_header('ETag', tag)
        self.send_header('Last-Modified', email.utils.formatdate(1577836800, usegmt=True))
        if changed:
            self.send_header('Content-Type', TYPES.get(os.path.splitext(full)[1], 'application/octet-stream'))
            self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        if changed:
            self.wfile.write(body)

    def log_message(self, *args):
        pass


def main():
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[2], sys.argv[3])
    server.socket = context.wrap_socket(server.socket, server_side=True)
    with open(sys.argv[4] + '.new', 'w') as f:
        f.write('%d\n' % server.server_address[1])
    os.rename(sys.argv[4] + '.new', sys.argv[4])
    server.serve_forever()


if __name__ == '__main__':
    main()
