#!/usr/bin/env python3
"""Serves port 80 of every address this machine has, and counts: counting.py FOLDER

Writes FOLDER/port, then serves until it is ended. FOLDER/connections gets a line
a connection, before anything is read from it: the address it came in at.
/to.csv?ADDRESS answers with a redirect to ADDRESS, /page with the file FOLDER/page,
anything else with a small list.
"""
import http.server
import os
import socket
import sys

FOLDER = sys.argv[1]
LIST = '序号,企业名称\n1,某某科技有限公司\n'.encode()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def do_GET(self):
        status, body, headers = 200, LIST, []
        if self.path == '/robots.txt':
            status, body = 404, b''
        elif self.path.startswith('/to.csv?'):
            status, body, headers = 302, b'', [('Location', self.path[8:])]
        elif self.path == '/page':
            with open(os.path.join(FOLDER, 'page'), 'rb') as f:
                body = f.read()
        self.send_response(status)
        for name, value in headers + [('Content-Length', str(len(body)))]:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    address_family = socket.AF_INET6

    def get_request(self):
        request, address = super().get_request()
        with open(os.path.join(FOLDER, 'connections'), 'a') as f:
            f.write(request.getsockname()[0].replace('::ffff:', '') + '\n')
        return request, address


server = Server(('::', 80), Handler)
with open(os.path.join(FOLDER, 'port'), 'w') as f:
    f.write('80\n')
server.serve_forever()
