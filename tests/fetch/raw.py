#!/usr/bin/env python3
"""Answers on loopback with what no decent server sends: raw.py FOLDER

Writes FOLDER/port, then serves until it is ended. The address /NAME.csv gets the
answer NAME of the table below; FOLDER/sent gets a line an answer: NAME, a tab and
how many bytes went out.
"""
import gzip
import os
import socket
import struct
import sys
import threading
import time
import zlib

FOLDER = sys.argv[1]
LIST = '序号,企业名称\n1,某某科技有限公司\n2,另一家科技有限公司\n'.encode()
OK = b'HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\n'


def whole(body, *headers, status=b'200 OK'):
    head = b'HTTP/1.1 ' + status + b'\r\n' + b''.join(h + b'\r\n' for h in headers)
    return head + b'Content-Length: %d\r\n\r\n' % len(body) + body


def forever(first, piece, pause=0.0):
    yield first
    end = time.time() + 20
    while time.time() < end:
        yield piece
        time.sleep(pause)


def reset(conn):
    conn.sendall(OK)
    conn.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
    conn.close()


double = gzip.compress(gzip.compress(bytes(1 << 25)))
ANSWERS = {
    'good': lambda: whole(LIST),
    'same-length-twice': lambda: OK + b'Content-Length: %d\r\n' % len(LIST) * 2 + b'\r\n' + LIST,
    'two-lengths': lambda: OK + b'Content-Length: %d\r\nContent-Length: %d\r\n\r\n' % (len(LIST), len(LIST) - 20) + LIST,
    'negative-length': lambda: OK + b'Content-Length: -5\r\n\r\n' + LIST,
    'length-of-10-gb': lambda: OK + b'Content-Length: 10000000000\r\n\r\n' + LIST,
    'shorter-than-said': lambda: OK + b'Content-Length: %d\r\n\r\n' % (len(LIST) + 50) + LIST,
    'big-header': lambda: OK + b'X: ' + b'x' * 400000 + b'\r\nContent-Length: 0\r\n\r\n',
    'headers-without-end': lambda: forever(OK, b'X-More: %s\r\n' % (b'x' * 1000)),
    'continue-flood': lambda: forever(b'', b'HTTP/1.1 100 Continue\r\nX: y\r\n\r\n' * 50),
    'trickling-header': lambda: forever(OK, b'X', 0.5),
    'trickling-body': lambda: forever(OK + b'Content-Length: 5000\r\n\r\n', b'x', 0.5),
    'silence': lambda: forever(b'', b'', 0.5),
    'no-http': lambda: b'220 ftp.example.org ready\r\n' + LIST,
    'bare-body': lambda: LIST,
    'strange-status': lambda: b'HTTP/1.1 two hundred\r\n\r\n' + LIST,
    'status-999': lambda: whole(LIST, status=b'999 Request denied'),
    'closed-at-once': lambda: b'',
    'reset': reset,
    'chunk-of-no-size': lambda: OK + b'Transfer-Encoding: chunked\r\n\r\nzz\r\n' + LIST,
    'chunk-too-large': lambda: OK + b'Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n' + LIST,
    'chunks-without-last': lambda: OK + b'Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n5\r\nabcde\r\n',
    'chunks-without-end': lambda: forever(OK + b'Transfer-Encoding: chunked\r\n\r\n', b'10000\r\n' + b'x' * 65536 + b'\r\n'),
    'chunk-extension-without-end': lambda: forever(OK + b'Transfer-Encoding: chunked\r\n\r\n5;', b'x' * 65536),
    'trailers-without-end': lambda: forever(OK + b'Transfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\n', b'X-More: yes\r\n' * 5000),
    'chunks-of-one': lambda: OK + b'Transfer-Encoding: chunked\r\n\r\n' + b''.join(b'1\r\n%c\r\n' % c for c in LIST * 5000) + b'0\r\n\r\n',
    'gzip-that-is-none': lambda: whole(LIST, b'Content-Encoding: gzip'),
    'gzip-cut': lambda: whole(gzip.compress(os.urandom(5000))[:3000], b'Content-Encoding: gzip'),
    'gzip-twice': lambda: whole(double, b'Content-Encoding: gzip, gzip'),
    'gzip-bomb': lambda: whole(gzip.compress(bytes(1 << 25)), b'Content-Encoding: gzip'),
    'gzip-damaged': lambda: whole(gzip.compress(LIST)[:-8] + b'12345678', b'Content-Encoding: gzip'),
    'deflate-bomb': lambda: whole(zlib.compress(bytes(1 << 25), 9), b'Content-Encoding: deflate'),
    'coding-unknown': lambda: whole(LIST, b'Content-Encoding: secret'),
    'redirect-nowhere': lambda: whole(b'', status=b'302 Found'),
    'redirect-empty': lambda: whole(b'', b'Location: ', status=b'302 Found'),
    'redirect-to-itself': lambda: whole(b'', b'Location: redirect-to-itself.csv', status=b'302 Found'),
    'redirect-long': lambda: whole(b'', b'Location: /' + b'a' * 200000, status=b'302 Found'),
    'redirect-gopher': lambda: whole(b'', b'Location: gopher://raw.example/x', status=b'302 Found'),
    'redirect-data': lambda: whole(b'', b'Location: data:text/csv,1', status=b'302 Found'),
    'redirect-user': lambda: whole(b'', b'Location: http://raw.example@other.example/x', status=b'302 Found'),
    'unasked-304': lambda: b'HTTP/1.1 304 Not Modified\r\n\r\n',
    'unasked-206': lambda: whole(LIST, b'Content-Range: bytes 0-10/500', status=b'206 Partial Content'),
    'no-content': lambda: b'HTTP/1.1 204 No Content\r\n\r\n',
    'empty': lambda: whole(b''),
    'switch': lambda: b'HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n',
    'wants-password': lambda: whole(LIST, b'WWW-Authenticate: Basic realm="x"', status=b'401 Unauthorized'),
    'wants-payment': lambda: whole(LIST, status=b'402 Payment Required'),
    'teapot': lambda: whole(LIST, status=b"418 I'm a teapot"),
    'nul-header': lambda: OK + b'X: a\0b\r\nContent-Length: %d\r\n\r\n' % len(LIST) + LIST,
}


def serve(conn):
    name, sent = '', 0
    try:
        conn.settimeout(30)
        head = b''
        while b'\r\n\r\n' not in head:
            piece = conn.recv(65536)
            if not piece:
                return
            head += piece
        name = head.split(b' ')[1].decode().lstrip('/').replace('.csv', '')
        if name == 'robots.txt':
            conn.sendall(whole(b'', b'Connection: close', status=b'404 Not Found'))
            return
        if name == 'reset':
            return reset(conn)
        answer = ANSWERS[name]()
        for piece in [answer] if isinstance(answer, bytes) else answer:
            conn.sendall(piece)
            sent += len(piece)
    except OSError:
        pass
    finally:
        with open(os.path.join(FOLDER, 'sent'), 'a') as f:
            f.write('%s\t%d\n' % (name, sent))
        conn.close()


if len(sys.argv) > 2:
    print('\n'.join(ANSWERS))
    sys.exit()
listener = socket.create_server(('127.0.0.1', 0), backlog=64)
with open(os.path.join(FOLDER, 'port'), 'w') as f:
    f.write('%d\n' % listener.getsockname()[1])
while True:
    threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
