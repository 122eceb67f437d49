#!/usr/bin/env python3
"""The three exchanges on loopback: serve.py FOLDER

FOLDER has the lists of make_lists.py (site/); writes FOLDER/port, and to FOLDER/log a
line a request: method, host, address, form.  Shanghai answers only whom its own page
sent; Beijing answers three firms a page, to POST only.  At hostile.example:

    /cut    JSON that breaks off        /html   a page in place of JSON
    /same   each page is the first      /short  says 9 and has 3
    /deep   a hundred thousand brackets
"""
import json
import os
import sys
import urllib.parse

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
import loopback     # noqa: E402

folder = sys.argv[1]
PAGE = 3
SHENZHEN = {'1110': 'szse-listed', 'SSGSGMXX': 'szse-renamed', '1793_ssgs': 'szse-delisted'}


def contents(name):
    with open(os.path.join(folder, 'site', name), 'rb') as f:
        return f.read()


def bse(rows, page, total=None):
    return 'null(%s)' % json.dumps([{'content': rows[page * PAGE:(page + 1) * PAGE], 'number': page,
                                     'totalElements': len(rows) if total is None else total}], ensure_ascii=False)


class Handler(loopback.Handler):
    def serve(self, form):
        host = self.headers['Host'].split(':')[0]
        with open(os.path.join(folder, 'log'), 'a') as log:
            log.write('\t'.join([self.command, host, self.path, form]) + '\n')
        url = urllib.parse.urlparse(self.path)
        query, said = (dict(urllib.parse.parse_qsl(q)) for q in (url.query, form))
        if url.path == '/robots.txt':
            return self.answer('', 404, 'text/plain')
        if host == 'www.szse.cn':
            return self.answer(contents(SHENZHEN[query['CATALOGID']] + '.xlsx'), kind='application/octet-stream')
        if host == 'query.sse.com.cn':
            if not self.headers.get('Referer', '').split('://')[-1].startswith('www.sse.com.cn/'):
                return self.answer('denied', 403, 'text/html')
            name = 'delisted' if query['COMPANY_STATUS'] == '3' else {'1': 'main', '8': 'star'}[query['STOCK_TYPE']]
            return self.answer(contents('sse-%s.json' % name))
        if host == 'www.bse.cn':
            if self.command != 'POST' or said.get('xxfcbj[]') != '2':
                return self.answer('<html><body>首页</body></html>', kind='text/html')
            return self.answer(bse(json.loads(contents('bse.json')), int(said['page'])))
        rows = json.loads(contents('bse.json'))
        return self.answer({'/cut': bse(rows, 0)[:-40], '/html': '<html><body>系统维护</body></html>' * 20,
                            '/same': bse(rows, 0, 99), '/deep': '[' * 100000,
                            '/short': bse(rows[:PAGE], int(said.get('page', 0)), 9)}[url.path])


loopback.serve_for_test(folder, Handler)
