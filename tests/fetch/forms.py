#!/usr/bin/env python3
"""Lists that are asked by POST, and lists of JSON: forms.py FOLDER

Writes FOLDER/port and serves on loopback until it is ended; FOLDER/log gets a line a
request: method, host, address, form, cookie.

    jiangxi.example   POST /queryList: 40 lines, the address of each in a text that
                      holds JSON; a GET is answered with a page
    fujian.example    POST /fjdzapp/search: no total, ends with an empty page
    jiangsu.example   a column whose lines come from dataproxy.jsp by POST, to whom
                      has the cookie that a refusal hands out
    get.example       JSON by GET: /postmeta.json, /search.do with pages
    hostile.example   /html, /cut, /deep, /odd (lines without title), /redirect,
                      /same (each page is the first), /cookies (refuses for ever)
"""
import json
import os
import sys
import urllib.parse

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
import loopback     # noqa: E402

folder = sys.argv[1]
TITLE = '关于第%d号工业项目情况的通知'


def small(host, n, total):
    if n == 7:
        return '关于第五批专精特新“小巨人”企业名单的公示'
    return TITLE % n


def jiangxi(n, **more):
    return dict({'source': {'title': small('', n, 40), 'pubDate': '2023-07-%02d 09:00:00' % (n % 28 + 1),
                            'urls': json.dumps({'pc': '/jx/content_%d.html' % n})}}, **more)


def article(title):
    return ('<html><head><meta charset="utf-8"><title>%s</title></head><body><h1>%s</h1><p>发布时间：2023-07-14</p>'
            '<table><tr><td>序号</td><td>企业名称</td></tr><tr><td>1</td><td>江西某甲科技有限公司</td></tr></table>'
            '</body></html>' % (title, title))


class Handler(loopback.Handler):
    def answer(self, body, status=200, kind='application/json', **headers):
        super().answer(body, status, kind + '; charset=utf-8', **headers)

    def serve(self, form):
        host = self.headers['Host'].split(':')[0]
        cookie = self.headers.get('Cookie', '')
        with open(os.path.join(folder, 'log'), 'a') as log:
            log.write('\t'.join([self.command, host, self.path, form, cookie]) + '\n')
        path = urllib.parse.urlparse(self.path).path
        query = dict(urllib.parse.parse_qsl(urllib.parse.urlparse(self.path).query))
        said = dict(urllib.parse.parse_qsl(form))
        if path == '/robots.txt':
            return self.answer('', 404, 'text/plain')
        if path.endswith('.html') and '/index' not in path:
            return self.answer(article(small(host, 7, 0)), kind='text/html')
        getattr(self, host.split('.')[0])(path, query, said, cookie)

    def jiangxi(self, path, query, said, cookie):
        if self.command != 'POST' or 'channelCode[]' not in said:
            return self.answer('<html><body>首页</body></html>', kind='text/html')
        page, size = int(said['current']), int(said['pageSize'])
        lines = [jiangxi(n) for n in range(1, 41)][(page - 1) * size:page * size]
        self.answer(json.dumps({'code': 200, 'data': {'total': 40, 'results': lines}}, ensure_ascii=False))

    def fujian(self, path, query, said, cookie):
        page = int(said['page'])
        lines = [{'doctitle': small('', n, 0), 'docreltime': 1689292800000 + n * 86400000,
                  'docpuburl': 'http://fujian.example/t%d.html' % n}
                 for n in range(1, 21)][(page - 1) * 8:page * 8] if page < 4 else []
        self.answer(json.dumps({'data': lines}, ensure_ascii=False))

    def jiangsu(self, path, query, said, cookie):
        if path == '/col/col6281/index.html':
            return self.answer('<html><head><title>通知公告</title></head><body><script>var url = "/module/web/jpage/'
                               'dataproxy.jsp"; var webid = 23; var unitid = 403981; var columnid = 6281; '
                               'perpage = 3;</script></body></html>', kind='text/html')
        if self.command != 'POST' or said.get('columnid') != '6281' or 'startrecord' in said:
            return self.answer('', 405)
        if '__jsluid_s=abc' not in cookie:
            return self.answer('denied', 403, 'text/html', Set_Cookie='__jsluid_s=abc; path=/')
        first, last = int(query['startrecord']), int(query['endrecord'])
        records = ''.join('<record><![CDATA[<li><a href="/art/%d.html" title="%s">%s</a><b>2023-07-%02d</b></li>]]>'
                          '</record>' % (n, small('', n, 0), small('', n, 0), n)
                          for n in range(first, min(last, 8) + 1))
        self.answer('<datastore><totalrecord>8</totalrecord><recordset>%s</recordset></datastore>' % records,
                    kind='text/xml')

    def get(self, path, query, said, cookie):
        if path == '/postmeta.json':
            return self.answer(json.dumps({'articles': [
                {'title': small('', n, 0), 'url': 'http://get.example/post_%d.html' % n, 'date': '2023年7月%d日' % n}
                for n in range(1, 10)]}, ensure_ascii=False))
        page = int(query['pageNum'])
        self.answer(json.dumps({'data': {'total': '23', 'data': [
            {'news_doctitle': small('', n, 0).replace('小巨人', '<em>小巨人</em>'), 'docpubtime': '2023-07-01',
             'docpuburl': 'http://get.example/s%d.html' % n}
            for n in range(page * 10 - 9, min(page * 10, 23) + 1)]}}, ensure_ascii=False))

    def hostile(self, path, query, said, cookie):
        lines = [jiangxi(n) for n in range(1, 6)]
        if path == '/html':
            return self.answer('<html><body>系统繁忙</body></html>', kind='text/html')
        if path == '/cut':
            return self.answer(json.dumps({'data': {'results': lines}})[:-9])
        if path == '/deep':
            return self.answer('{"data":' * 5000 + '1' + '}' * 5000)
        if path == '/redirect':
            return self.answer('', 302, Location='http://169.254.169.254/')
        if path == '/cookies':
            return self.answer('no', 403, Set_Cookie='a=%d; path=/' % len(cookie))
        if path == '/odd':
            lines[2]['source'] = {'title': '没有地址的一条通知公告'}
            lines[3] = 5
        self.answer(json.dumps({'data': {'total': 5 if path == '/odd' else 60, 'results': lines}},
                               ensure_ascii=False))


loopback.serve_for_test(folder, Handler)
