#!/usr/bin/env python3
"""Proxies on loopback: proxy.py FOLDER PORT TLS_PORT

An HTTP proxy (FOLDER/http-port: GET of whole addresses, and CONNECT) and a SOCKS5
proxy (FOLDER/socks-port) that lead every name to 127.0.0.1:PORT, port 443 to
TLS_PORT; FOLDER/log gets a line a connection: kind, host, port.  user:secret is the
only name and password that the HTTP proxy takes where the host is closed.example."""
import base64
import os
import socket
import struct
import sys
import threading

folder, port, tls_port = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])


def log(*words):
    with open(os.path.join(folder, 'log'), 'a') as f:
        f.write('\t'.join(map(str, words)) + '\n')


def pump(a, b):
    try:
        while data := a.recv(65536):
            b.sendall(data)
    except OSError:
        pass
    for s in (a, b):
        try:
            s.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass


def join(client, host, to, first=b''):
    origin = socket.create_connection(('127.0.0.1', tls_port if to == 443 else port))
    origin.sendall(first)
    threading.Thread(target=pump, args=(client, origin), daemon=True).start()
    pump(origin, client)


def http(client):
    head = b''
    while b'\r\n\r\n' not in head:
        data = client.recv(65536)
        if not data:
            return
        head += data
    method, target = head.split(b' ')[:2]
    target = target.decode()
    if method == b'CONNECT':
        host, to = target.rsplit(':', 1)
        log('CONNECT', host, to)
        if host == 'closed.example' and base64.b64encode(b'user:secret') not in head:
            client.sendall(b'HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n')
            return
        client.sendall(b'HTTP/1.1 200 Connection established\r\n\r\n')
        return join(client, host, int(to))
    host = target.split('/')[2]
    log('GET', host.split(':')[0], 80)
    path = '/' + target.split('/', 3)[3]
    rest = head.split(b'\r\n', 1)[1].replace(b'Proxy-Connection: Keep-Alive\r\n', b'Connection: close\r\n')
    join(client, host, 80, method + b' ' + path.encode() + b' HTTP/1.1\r\n' + rest)


def socks(client):
    n = client.recv(2)[1]
    client.recv(n)
    client.sendall(b'\x05\x00')
    kind = client.recv(4)[3]
    host = client.recv(client.recv(1)[0]).decode() if kind == 3 else socket.inet_ntoa(client.recv(4))
    to = struct.unpack('>H', client.recv(2))[0]
    log('SOCKS' if kind == 3 else 'SOCKS-address', host, to)
    client.sendall(b'\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x50')
    join(client, host, to)


def serve(name, handle):
    server = socket.create_server(('127.0.0.1', 0))
    with open(os.path.join(folder, name), 'w') as f:
        f.write(str(server.getsockname()[1]))
    while True:
        client, _ = server.accept()
        threading.Thread(target=handle, args=(client,), daemon=True).start()


threading.Thread(target=serve, args=('http-port', http), daemon=True).start()
threading.Thread(target=serve, args=('socks-port', socks), daemon=True).start()
while not all(os.path.exists(os.path.join(folder, n)) and os.path.getsize(os.path.join(folder, n))
              for n in ('http-port', 'socks-port')):
    pass
with open(os.path.join(folder, 'port'), 'w') as f:
    f.write('ready')
threading.Event().wait()
