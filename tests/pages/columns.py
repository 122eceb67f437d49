#!/usr/bin/env python3
"""Columns and articles in the markup of publishing systems, with their truth.

    columns.py serve SEED N FOLDER       makes N sites of a column each, serves them
                                         on loopback and writes FOLDER/port; the
                                         catalogue is FOLDER/catalogue
    columns.py check SEED N DATA ERRORS  compares what miit-fetch made of them: one
                                         line a loss that nothing is said of, then the
                                         figures; status 1 where there is one

What varies: how a column goes on (PAGERS), where its dates stand (LINES), and of
its articles the heads, dates, suffixes, boxes and attachments.  A site whose pager
only a browser understands is right when its lines come or the program says that
some are missing; so is an article's date or title.
"""
import base64
import collections
import http.server
import json
import os
import random
import re
import sys
import threading
import urllib.parse

KINDS = ['公示', '公告', '通告', '通知']
OTHERS = ['关于召开全省工业运行调度会议的通知', '关于开展安全生产检查工作的通知', '关于举办中小企业服务月活动的公告',
          '关于征集绿色制造项目的通知', '全省技术改造项目备案情况公示']
DEPARTMENTS = ['某省工业和信息化厅', '某市经济和信息化局', '某自治区工业和信息化厅', '某市工业和信息化委员会']
COLUMNS = ['通知公告', '公示公告', '政策文件', '信息公开']


def page(title, body, head=''):
    return ('<!DOCTYPE html><html><head><meta charset="utf-8"><title>%s</title>%s</head><body>%s</body></html>'
            % (title, head, body))


# --- lines -----------------------------------------------------------------

def li(u, t, d):
    return '<li><a href="%s">%s</a><span>%s</span></li>' % (u, t, d)


def li_first(u, t, d):
    return '<li><span>[%s]</span> <a href="%s" title="%s">%s</a></li>' % (d, u, t, t[:8])


def row(u, t, d):
    return '<tr><td>·</td><td><a href="%s">%s</a></td><td>%s</td></tr>' % (u, t, d.replace('-', '/'))


def div(u, t, d):
    return '<div class="item"><div class="t"><a href="%s">%s</a></div><div class="d">%s</div></div>' % (u, t, d)


def neighbour(u, t, d):
    return '<li class="a"><a href="%s">%s</a></li><li class="b">%s</li>' % (u, t, d)


def dl(u, t, d):
    return '<dl><dt><a href="%s">%s</a></dt><dd>%s</dd></dl>' % (u, t, d)


def inside(u, t, d):
    return '<li><a href="%s">%s(%s)</a></li>' % (u, t, d)


def span_inside(u, t, d):
    return '<li><a href="%s">%s<span>%s</span></a></li>' % (u, t, d)


def day_apart(u, t, d):
    return '<li><div class="date"><b>%s</b><i>%s</i></div><a href="%s">%s</a></li>' % (d[8:], d[:7], u, t)


def picture(u, t, d):
    return '<li><a href="%s"><img src="/i.png" alt="图"></a><a href="%s">%s</a><em>%s</em></li>' % (u, u, t, d)


def broken(u, t, d):
    return '<a href="%s">%s</a>&nbsp;&nbsp;%s<br>' % (u, t, d)


LINES = [li, li_first, row, div, neighbour, dl, inside, span_inside, day_apart, picture, broken]


# --- pagers: (here from 1, pages, total, name of page n) -> markup -------------

def numbers(here, pages, name):
    return ''.join('<a href="%s">%d</a> ' % (name(n), n) if n != here else '<b>%d</b> ' % n
                   for n in range(1, pages + 1))


def number_first(here, pages, total, name):
    next_ = '<a href="%s">下一页</a> <a href="%s">尾页</a>' % (name(here + 1), name(pages)) if here < pages else ''
    return '<div class="page">%s %s</div>' % (numbers(here, pages, name), next_)


def next_first(here, pages, total, name):
    next_ = '<a href="%s">下页</a> ' % name(here + 1) if here < pages else '<a>下页</a> '
    back = '<a href="%s">上页</a> ' % name(here - 1) if here > 1 else '<a>上页</a> '
    return '<div>共 %d 条 %d/%d页 %s%s%s</div>' % (total, here, pages, back, next_, numbers(here, pages, name))


def sign(here, pages, total, name):
    if here == pages:
        return '<div>%s</div>' % numbers(here, pages, name)
    return '<div>%s<a href="%s">&gt;</a><a href="%s">&gt;&gt;</a></div>' % (
        numbers(here, pages, name), name(here + 1), name(pages))


def numbers_alone(here, pages, total, name):
    return '<p>%s</p>' % numbers(here, pages, name)


def trs(here, pages, total, name):
    return '<script>createPageHTML(%d, %d, "index", "html");</script>' % (pages, here - 1)


def trs_commented(here, pages, total, name):
    return ('<!-- <script>createPageHTML(99, 0, "old", "html");</script> --><script>//createPageHTML(9, 7, "x", "htm")\n'
            '/* createPageHTML(8, 3, "y", "htm"); */\nvar countPage = %d; var currentPage = %d;\n'
            'createPageHTML(countPage, currentPage, "index", "html");</script>' % (pages, here - 1))


def page_div(here, pages, total, name):
    return ('<div id="page_div"></div><script>function createPageHTML(id,a,b,c,d,e) {}\nwindow.onload=function() {'
            "createPageHTML('page_div',%d, %d,'index','html',%d);}</script>" % (pages, here, total))


def pager_object(here, pages, total, name):
    return ("<script>Pager({size:%d, current:%d, prefix:'index',suffix:'html',visible:5});</script>"
            % (pages, here - 1))


def button(here, pages, total, name):
    if here == pages:
        return '共%d条记录 %d/%d页 <input type="button" value="下一页" disabled>' % (total, here, pages)
    return ('共%d条记录 %d/%d页 <input type="button" value="下一页" onclick="location.href=\'%s\'">'
            % (total, here, pages, name(here + 1)))


def jeecms(here, pages, total, name):
    back = ('<a href="javascript:;" onclick="location.href=encodeURI(\'%s\');">上一页</a>' % name(here - 1)
            if here > 1 else '<a disabled="disabled">上一页</a>')
    on = ('<a href="javascript:;" onclick="location.href=encodeURI(\'%s\');">下一页</a>' % name(here + 1)
          if here < pages else '<a disabled="disabled">下一页</a>')
    return '<div>共%d条记录 %d/%d页 %s %s</div>' % (total, here, pages, back, on)


def encoded(here, pages, total, name):
    if here == pages:
        return '<span>%d/%d页</span>' % (here, pages)
    return ('<span>%d/%d页</span><a href="javascript:void(0)" onclick="go(\'%s\')">下一页</a>'
            % (here, pages, base64.b64encode(name(here + 1).encode()).decode()))


def select(here, pages, total, name):
    return '<select onchange="location.href=this.value">%s</select> 共%d页' % (''.join(
        '<option value="%s"%s>%d</option>' % (name(n), ' selected' if n == here else '', n)
        for n in range(1, pages + 1)), pages)


def image(here, pages, total, name):
    return '<a href="%s"><img src="/next.gif" alt="下一页"></a>' % name(here + 1) if here < pages else ''


def relation(here, pages, total, name):
    return '<a class="pager-next" rel="next" href="%s"><i></i></a>' % name(here + 1) if here < pages else ''


# Pagers that only a browser understands: the page must not be believed to be all.
def states_total(here, pages, total, name):
    return '<div>共%d条记录 <span id="pg"></span></div>' % total


def states_pages(here, pages, total, name):
    return '<div>%d/%d页 <a href="javascript:void(0)" onclick="turn(2)">&gt;</a></div>' % (here, pages)


def states_next(here, pages, total, name):
    return '<div><a href="javascript:void(0)">上一页</a><a href="javascript:void(0)">下一页</a></div>'


def laypage(here, pages, total, name):
    return "<div id='p'></div><script>laypage.render({elem:'p', count:%d, limit:4, curr:%d});</script>" % (total, here)


def paginator(here, pages, total, name):
    return "<script>$('#p').jqPaginator({totalPages: %d, visiblePages: 5, currentPage: %d});</script>" % (pages, here)


PAGERS = [number_first, next_first, sign, numbers_alone, trs, trs_commented, page_div, pager_object, button, jeecms,
          encoded, select, image, relation]
BROWSERS = [states_total, states_pages, states_next, laypage, paginator]
PROXIES = ['totalrecord', 'script', 'nextgroup']


# --- articles -------------------------------------------------------------------

def heads(r, title, department, column):
    """<title>, what stands in the body as the title, and what stands above it."""
    suffix = r.choice(['', '_' + department, '-' + department, ' | ' + department, '_%s_%s' % (column, department),
                       ' - %s - %s网站' % (column, department)])
    shape = r.choice(['h1', 'h2', 'h3', 'div', 'p', 'td', 'meta', 'site_h1', 'menu_h1', 'fixed_div', 'fixed_td',
                      'fixed_h2', 'fixed_p', 'only', 'cut', 'site_first'])
    logo = '<div><a href="/">首页</a> &gt; <a href="./">%s</a> &gt; 正文</div>' % column
    head = title + suffix
    tags = {'h1': '<h1>%s</h1>', 'h2': '<h2 class="x">%s</h2>', 'h3': '<h3>%s</h3>', 'div': '<div class="art-title">%s</div>',
            'p': '<p class="title">%s</p>', 'td': '<table><tr><td class="bt">%s</td></tr></table>'}
    if shape in tags:
        return head, logo + tags[shape] % title, ''
    if shape == 'meta':
        return department, '<div>%s</div>' % title, '<meta name="ArticleTitle" content="%s">' % title
    if shape == 'site_h1':
        return head, '<h1>%s</h1>%s<h2>%s</h2>' % (department, logo, title), ''
    if shape == 'menu_h1':
        return head, '<h1>首页 机构 政务 服务 互动</h1>%s<h3>%s</h3>' % (logo, title), ''
    if shape == 'site_first':
        return '%s_%s' % (department, title), logo + '<div>%s</div>' % title, ''
    if shape == 'cut':
        return title[:14] + '...', logo + '<h2>%s</h2>' % title, ''
    if shape == 'only':
        return head, logo, ''
    fixed = r.choice([department + '网站', department, column])
    tag = {'fixed_div': '<div class="con_title">%s</div>', 'fixed_td': '<table><tr><td class="x_title">%s</td></tr></table>',
           'fixed_h2': '<h2>%s</h2>', 'fixed_p': '<p style="text-align:center;font-size:22px"><b>%s</b></p>'}[shape]
    return fixed, logo + tag % title, ''


def dates(r, day):
    """What says the date: below the title, in the head, in the address, at the end."""
    y, m, d = (int(x) for x in day.split('-'))
    han = '%d年%d月%d日' % (y, m, d)
    far = '%d-0%d-1%d 09:36:38' % (y + 2, r.randint(1, 9), r.randint(0, 9))
    shape = r.choice(['label', 'label_han', 'bracket', 'line', 'source', 'span', 'clock', 'meta', 'republished',
                      'address', 'signature', 'both', 'cell'])
    address = '/art/%d/%d/%d/' % (y, m, d) if shape in ('republished', 'address') else '/info/'
    below = {'label': '<p>发布时间：%s 来源：本厅 浏览次数：<span id="n"></span></p>' % day,
             'label_han': '<div>日期：%s</div>' % han, 'bracket': '<p>【时间：%s 16:16】</p>' % han,
             'line': '<p>%s 10:30</p>' % day, 'source': '<p>来源：某处 %s 作者：佚名 阅读：12</p>' % day,
             'span': "<span class='x_time'>%s 11:59:5</span>" % day, 'clock': '<p>%s 17:50 浏览：次</p>' % han,
             'republished': '<p>日期：%s 11:54 来源：</p>' % day, 'both': '<p>发布日期：%s</p>' % day,
             'cell': '<table><tr><td>发布日期</td><td>%s</td></tr></table>' % day}.get(shape, '')
    head = ('<meta name="PubDate" content="%s">' % (far if shape == 'republished' else day + ' 09:00')
            if shape in ('meta', 'republished', 'both') else '')
    return below, head, address, '<p>%s</p>' % han if shape == 'signature' else ''


def attachment(r, n):
    """Markup of one attachment and its path."""
    f = 'P02%d.csv' % n
    g = '/files/%d.csv' % n
    return r.choice([
        ('<p>附件：<a href="./%s">企业名单</a></p>' % f, f), ('<p><a href="%s">附件：名单.csv</a></p>' % g, g),
        ('<p><a href="/system/_content/download.jsp?wbfileid=%d">附件：名单.csv</a></p>' % n, 'wbfileid=%d' % n),
        ('<p><a href="/api/front/document/file-download?fileUrl=/cms_files/%d.csv">附件</a></p>' % n, 'cms_files/%d.csv' % n),
        ('<script>document.write(\'<a href="./%s">附件</a>\');</script>' % f, f),
        ('<script>showVsbpdfIframe("%s","100%%","600","6");</script>' % g, g),
        ('<p><a href="javascript:void(0)" onclick="window.open(\'%s\')">附件.csv</a></p>' % g, g),
        ('<iframe src="/pdfjs/web/viewer.html?file=%s"></iframe>' % g, g), ('<iframe src="%s"></iframe>' % g, g),
        ("<script>var fLinks='./%s'.split(','); var fNames='名单.csv'.split(',');</script>" % f, f),
        ('<p><a href="/d/%d.dat">附件：名单</a></p>' % n, '/d/%d.dat' % n),
        ('<p>附件：1.企业名单</p>', None)])


BOXES = ['', '<div class="rel"><h4>相关链接</h4><ul><li><a href="/x/1.html">关于公布第一批名单的通知</a> 2001-01-01</li></ul></div>',
         '<div style="display:none">发布日期：2001-01-01<a href="/old.csv">附件：旧名单</a></div>',
         '<!-- 发布日期：2001-01-01 <a href="/old.csv">附件</a> -->',
         '<template><a href="/old.csv">附件：旧</a></template>']
BODIES = ['<p>公示时间：2001年7月17日至7月21日。</p>', '<p>培训时间：2001-01-01，报名截止日期：2001-02-02。</p>', '']
TEXT = '<p>现将名单予以公示，公示期为五天，如有异议请以书面形式反馈，单位反映情况的须加盖公章，个人反映情况的须署真实姓名。</p>'


class Site:
    """One host: a column of some pages and its articles."""

    def __init__(self, seed, k):
        r = self.r = random.Random('%s/%d' % (seed, k))
        self.host = 's%d.example' % k
        self.files, self.lines, self.articles = {}, [], []
        self.department, self.column = r.choice(DEPARTMENTS), r.choice(COLUMNS)
        self.shape = r.choices(['plain', 'browser', 'proxy', 'years'], [14, 3, 3, 1])[0]
        self.pages = r.randint(2, 5)
        self.per = r.randint(1, 4)
        self.certain = self.shape != 'browser'
        self.line = r.choice(LINES)
        total = self.pages * self.per
        wanted = set(r.sample(range(total), min(2, total)))
        for n in range(total):
            self.add_line(n, n in wanted)
        getattr(self, 'make_' + self.shape)()

    def add_line(self, n, wanted):
        r = self.r
        day = '%d-%02d-%02d' % (r.randint(2019, 2025), r.randint(1, 12), r.randint(1, 28))
        other = r.choice(OTHERS)
        title = ('关于第%s批专精特新“小巨人”企业名单的%s' % ('一二三四五六'[n % 6], r.choice(KINDS)) if wanted
                 else other[:-2] + '（%d）' % n + other[-2:])
        if wanted and r.random() < 0.1:
            title = title.replace('的', '_复核_的')
        path = '/info/%d.html' % n
        if wanted:
            path = self.add_article(n, title, day)
        self.lines.append((path, title, day))

    def add_article(self, n, title, day):
        r = self.r
        below, meta, folder, end = dates(r, day)
        head, above, more = heads(r, title, self.department, self.column)
        markup, file = attachment(r, n)
        number = '某工信企业〔2023〕%d号' % (n + 1) if r.random() < 0.5 else None
        shown = '<p>%s%s&nbsp;</p>' % (r.choice(['', '&nbsp;&nbsp;', '　']), number) if number else ''
        script = '<script>for (var i=0;i<data.length;i++) { if (a<b) c(); }%s</script>' % (' ' * r.choice([0, 4000]))
        path = '%s%d.html' % (folder, n)
        self.files[path] = page(head, above + below + shown + script + r.choice(BOXES) + TEXT + r.choice(BODIES) +
                                markup + end, more + meta)
        if file:
            self.files[urllib.parse.urljoin(path, file) if file.startswith(('P', '/')) else file] = \
                '序号,企业名称\n1,%d有限公司\n' % n
        self.articles.append({'path': path, 'title': title, 'day': day, 'number': number, 'file': file})
        return path

    def lines_of(self, n):
        shown = self.lines[(n - 1) * self.per:n * self.per]
        lines = ''.join(self.line(u, t, d) for u, t, d in shown)
        return '<table>%s</table>' % lines if self.line is row else '<ul>%s</ul>' % lines

    def put(self, path, markup):
        nav = '<div class="nav"><a href="/">首页</a><a href="/zwgk/">政务公开</a><a href="/bsfw/">办事服务</a></div>'
        self.files[path] = page('%s-%s' % (self.column, self.department), nav + markup)

    def name(self, n):
        if self.pager in (trs, trs_commented, pager_object):
            return 'index.html' if n == 1 else 'index_%d.html' % (n - 1)
        if self.pager is next_first:
            return '?totalpage=%d&PAGENUM=%d' % (self.pages, n)
        return 'index.html' if n == 1 else 'index_%d.html' % n

    def make_plain(self, folder='/tzgg/'):
        self.pager = self.r.choice(PAGERS)
        total = len(self.lines)
        for n in range(1, self.pages + 1):
            name = self.name(n)
            path = folder + ('index.html' + name if name.startswith('?') else name)
            markup = self.lines_of(n) + self.pager(n, self.pages, total, self.name)
            self.put(path, markup)
            if n == 1:
                self.put(folder + 'index.html', markup)
        self.entry = folder + 'index.html'
        led = self.r.choice(['', '', '', 'refresh', 'replace'])
        if led:
            self.entry = '/go/'
            to = folder + 'index.html'
            self.files['/go/'] = ('<html><head><meta http-equiv="refresh" content="0;url=%s"></head><body></body></html>' % to
                                  if led == 'refresh' else
                                  '<html><head><script>location.replace("%s");</script></head><body></body></html>' % to)

    def make_browser(self):
        self.pager = self.r.choice(BROWSERS)
        self.put('/tzgg/index.html', self.lines_of(1) + self.pager(1, self.pages, len(self.lines), None))
        self.entry = '/tzgg/index.html'

    def make_years(self):
        self.pager = self.make_years
        for n in range(1, self.pages + 1):
            others = ''.join('<a href="/y%d/">%d年</a>' % (k, 2026 - k) for k in range(1, self.pages + 1))
            self.put('/y%d/' % n, '<div>%s</div>' % others + self.lines_of(n))
        self.entry = '/y1/'

    def make_proxy(self):
        self.pager = self.r.choice(PROXIES)
        total = len(self.lines)
        group = '/module/web/jpage/dataproxy.jsp?page=%d&appid=1&webid=1&path=/&columnid=7&unitid=9&permissiontype=0'

        def store(first, last, page_):
            records = ''.join('<record><![CDATA[%s]]></record>' % li(u, t, d) for u, t, d in self.lines[first - 1:last])
            return '<datastore>%s%s<recordset>%s</recordset></datastore>' % (
                '<nextgroup><![CDATA[<a href="%s"></a>]]></nextgroup>' % (group % page_)
                if self.pager != 'totalrecord' and records else '',
                '<totalrecord>%d</totalrecord><totalpage>1</totalpage>' % total if self.pager == 'totalrecord' else '',
                records)

        script = "<script>var p={columnid:7,unitid:'9',webid:1}; $('#9').jpage({%sperPage:%d});</script>" % (
            'totalRecord:%d,' % total if self.pager == 'script' else '', self.per)
        self.put('/col/col7/index.html', '<script type="text/xml">%s</script>%s' % (store(1, self.per, 1), script))
        self.entry = '/col/col7/index.html'
        self.store = store

    def answer(self, path):
        if '/dataproxy.jsp?' in path and self.shape == 'proxy':
            q = {k: v[0] for k, v in urllib.parse.parse_qs(path.split('?')[1]).items()}
            if 'startrecord' in q:
                return self.store(int(q['startrecord']), int(q['endrecord']), 1)
            k = int(q.get('page', 1))
            return self.store(k * self.per + 1, (k + 1) * self.per, k + 1)
        for file, body in self.files.items():
            if file == path or (not file.startswith('/') and file in path):
                return body
        return None


def make(seed, n):
    return [Site(seed, k) for k in range(n)]


def serve(sites, folder):
    by_host = {s.host: s for s in sites}

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = 'HTTP/1.1'

        def do_GET(self):
            site = by_host.get(self.headers.get('Host', '').split(':')[0])
            body = site and site.answer(urllib.parse.unquote(self.path))
            self.send_response(200 if body else 404)
            body = (body or '<html><body>404 Not Found</body></html>').encode()
            self.send_header('Content-Length', str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    class Server(http.server.ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 128

    os.makedirs(os.path.join(folder, 'catalogue'), exist_ok=True)
    with open(os.path.join(folder, 'catalogue', 'sites.ini'), 'w', encoding='utf-8') as f:
        for s in sites:
            f.write('[%s]\npublisher=某厅\nunit=330000\nhosts=%s\nknown_by=this test\nchecked=never\n'
                    'columns=http://%s%s\n' % (s.host.split('.')[0], s.host, s.host, s.entry))
    server = Server(('127.0.0.1', 0), Handler)
    with open(os.path.join(folder, 'port.new'), 'w', encoding='utf-8') as f:
        f.write('%d\n' % server.server_address[1])
    os.rename(os.path.join(folder, 'port.new'), os.path.join(folder, 'port'))
    server.serve_forever()


def table(path):
    with open(path, encoding='utf-8') as f:
        names = f.readline().rstrip('\n').split('\t')
        return [dict(zip(names, line.rstrip('\n').split('\t'))) for line in f]


def check(sites, data, errors):
    said = collections.defaultdict(list)
    with open(errors, encoding='utf-8', errors='replace') as f:
        for line in f:
            found = re.search(r'(s\d+\.example)', line)
            if found:
                said[found.group(1)].append(line)
    seen, documents = collections.defaultdict(dict), collections.defaultdict(list)
    for r in table(os.path.join(data, 'fetch', 'seen.tsv')):
        seen[urllib.parse.urlsplit(r['url']).netloc][urllib.parse.urlsplit(r['url']).path] = r
    for r in table(os.path.join(data, 'fetch', 'documents.tsv')):
        documents[urllib.parse.urlsplit(r['url']).netloc].append(r)
    figures, silent, wrong = collections.Counter(), [], []
    for s in sites:
        words = ' '.join(said[s.host])
        missing = [p for p, t, d in s.lines if p not in seen[s.host]]
        figures['lines'] += len(s.lines)
        figures['lines found'] += len(s.lines) - len(missing)
        name = s.pager if isinstance(s.pager, str) else s.pager.__name__
        if missing:
            told = re.search('lines found|repeats lines|is not read from here on', words)
            figures['columns that say what is missing' if told else 'SILENT'] += 1
            if s.certain or not told:
                (wrong if told else silent).append('%s: %s %s: %d lines missing' % (s.host, s.shape, name, len(missing)))
        for p, t, d in s.lines:
            r = seen[s.host].get(p)
            if r and (r['published_on'] != d or r['title'] != t):
                silent.append('%s: line %s is %s %s, not %s %s' % (s.host, s.line.__name__, r['published_on'], r['title'], d, t))
        for a in s.articles:
            if a['path'] in missing:
                continue
            figures['articles'] += 1
            mine = [r for r in documents[s.host] if urllib.parse.urlsplit(r['url']).path == a['path'] and r['parent_url'] == '\\N']
            if not mine:
                silent.append('%s: no article %s' % (s.host, a['path']))
                continue
            r = mine[0]
            for key, want in [('title', a['title']), ('published_on', a['day']), ('document_number', a['number'] or '\\N')]:
                figures[key + ' right' if r[key] == want else key + ' WRONG'] += 1
                if r[key] != want:
                    (wrong if r['note'] != '\\N' else silent).append('%s%s: %s is %s, not %s' % (s.host, a['path'], key, r[key], want))
            hanging = [urllib.parse.unquote(d['url']) for d in documents[s.host] if d['parent_url'] == r['url']]
            if a['file'] and not any(a['file'] in h for h in hanging):
                (wrong if r['note'] != '\\N' else silent).append('%s%s: no attachment %s' % (s.host, a['path'], a['file']))
            if not a['file'] and '附件' not in r['note']:
                silent.append('%s%s: nothing said of the attachment that is missing' % (s.host, a['path']))
            if any('old.csv' in h for h in hanging):
                silent.append('%s%s: a hidden link is an attachment' % (s.host, a['path']))
    for line in silent:
        print('silent: ' + line)
    for line in wrong:
        print('reported: ' + line)
    print(', '.join('%s %d' % (k, figures[k]) for k in sorted(figures)))
    print('%d sites, %d silent losses, %d reported' % (len(sites), len(silent), len(wrong)))
    return 1 if silent else 0


def main():
    command, seed, n = sys.argv[1], sys.argv[2], int(sys.argv[3])
    sites = make(seed, n)
    if command == 'serve':
        serve(sites, sys.argv[4])
    else:
        sys.exit(check(sites, sys.argv[4], sys.argv[5]))


if __name__ == '__main__':
    main()
