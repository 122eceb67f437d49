#!/usr/bin/env python3
"""Serves FOLDER/HOST/PATH on loopback, with troubles: server.py FOLDER

Writes FOLDER/port, then serves until it is ended.  FOLDER/log gets a line a
request: host, path, status, condition.  FOLDER/troubles is read at every
request; a line is HOST/PATH, a tab and one of

    redirect ADDRESS    302 to it
    status N            that status with an error page
    once N              the same, at the first request only
    cookie              302 to itself until its cookie comes back
    cut                 half the body, its length announced whole
    end                 half the body, its end marked by closing only
    endless             a chunked body that never ends
    bomb                a gzip body of 64 MiB
    stub                the error sentence of MIIT's system, with status 200
    hang SECONDS        an answer after that time
    later SECONDS       503 with Retry-After as a date, at the first request
    wait SECONDS        503 with that as Retry-After

FOLDER/connections gets a line a connection: the host of its first request.
FOLDER/crowd gets a line a request: how many its host has at that moment, how many
all hosts have.

FOLDER/answers stands for the programs of a site; a line is a pattern, a tab and
a file below FOLDER: the first pattern found in HOST/PATH (decoded, with its
query) answers with that file.
"""
import collections
import email.utils
import hashlib
import http.server
import os
import re
import sys
import threading
import time
import urllib.parse
import zlib

FOLDER = sys.argv[1]
STUB = '信息模板页面配置实体不能为空'.encode()
seen = set()
busy = collections.Counter()
lock = threading.Lock()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def trouble(self, name):
        try:
            with open(os.path.join(FOLDER, 'troubles'), encoding='utf-8') as f:
                for line in f:
                    where, _, what = line.rstrip('\n').partition('\t')
                    if where == name:
                        return what.split(' ')
        except FileNotFoundError:
            pass
        return ['']

    def program(self):
        try:
            with open(os.path.join(FOLDER, 'answers'), encoding='utf-8') as f:
                for line in f:
                    pattern, _, name = line.rstrip('\n').partition('\t')
                    if re.search(pattern, self.host + urllib.parse.unquote(self.path)):
                        return os.path.join(FOLDER, name)
        except FileNotFoundError:
            pass
        return None

    def answer(self, status, body=b'', headers=(), length=True):
        with lock, open(os.path.join(FOLDER, 'log'), 'a', encoding='utf-8') as f:
            condition = self.headers.get('If-None-Match') or '-'
            f.write('%s\t%s\t%d\t%s\n' % (self.host, self.path, status, condition))
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        if length:
            self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def note(self, name, text):
        with open(os.path.join(FOLDER, name), 'a', encoding='utf-8') as f:
            f.write(text + '\n')

    def do_GET(self):
        self.host = self.headers.get('Host', '').split(':')[0]
        with lock:
            if not hasattr(self, 'counted'):
                self.note('connections', self.host)
            self.counted = True
            busy[self.host] += 1
            self.note('crowd', '%d\t%d' % (busy[self.host], sum(busy.values())))
        try:
            self.serve()
        finally:
            with lock:
                busy[self.host] -= 1

    def serve(self):
        what = self.trouble(self.host + self.path)
        if what[0] == 'once' and (self.host, self.path) not in seen:
            what = ['status', what[1]]
        again = (self.host, self.path) in seen
        seen.add((self.host, self.path))
        full = self.program() or os.path.join(FOLDER, self.host, self.path.lstrip('/'))
        body = b''
        if os.path.isfile(full):
            with open(full, 'rb') as f:
                body = f.read()
        elif not what[0]:
            return self.answer(404, b'<html><body>404 Not Found</body></html>')
        if what[0] == 'redirect':
            return self.answer(302, b'', [('Location', what[1])])
        if what[0] == 'status':
            return self.answer(int(what[1]), b'<html><body>error</body></html>', [('Retry-After', '0')])
        if what[0] == 'cookie' and 'gate=open' not in (self.headers.get('Cookie') or ''):
            return self.answer(302, b'', [('Location', self.path), ('Set-Cookie', 'gate=open; Path=/')])
        if what[0] == 'stub':
            return self.answer(200, STUB)
        if what[0] == 'later' and not again:
            date = email.utils.formatdate(time.time() + float(what[1]), usegmt=True)
            return self.answer(503, b'', [('Retry-After', date)])
        if what[0] == 'wait':
            return self.answer(503, b'', [('Retry-After', what[1])])
        if what[0] == 'hang':
            time.sleep(float(what[1]))
        if what[0] == 'cut':
            self.close_connection = True
            return self.answer(200, body[:len(body) // 2], [('Content-Length', str(len(body)))], False)
        if what[0] == 'end':
            self.close_connection = True
            return self.answer(200, body[:len(body) // 2], [('Connection', 'close')], False)
        if what[0] == 'endless':
            self.answer(200, b'', [('Transfer-Encoding', 'chunked')], False)
            while True:
                self.wfile.write(b'10000\r\n' + b'x' * 65536 + b'\r\n')
        if what[0] == 'bomb':
            z = zlib.compressobj(9, zlib.DEFLATED, 31)
            packed = b''.join(z.compress(bytes(1 << 20)) for _ in range(64)) + z.flush()
            return self.answer(200, packed, [('Content-Encoding', 'gzip')])
        tag = '"%s"' % hashlib.sha256(body).hexdigest()[:16]
        if self.headers.get('If-None-Match') == tag:
            return self.answer(304, b'', [('ETag', tag)], False)
        return self.answer(200, body, [('ETag', tag)])

    def log_message(self, *args):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        pass    # the client has hung up, as it should


def main():
    server = Server(('127.0.0.1', 0), Handler)
    with open(os.path.join(FOLDER, 'port.new'), 'w', encoding='utf-8') as f:
        f.write('%d\n' % server.server_address[1])
    os.rename(os.path.join(FOLDER, 'port.new'), os.path.join(FOLDER, 'port'))
    server.serve_forever()


if __name__ == '__main__':
    main()
