#!/usr/bin/python3
"""Thirty nights without hands: scripts/nightly on a small site that changes as
publishers change theirs, and troubles as nights have them.

    nights.py BIN WORK [--seed N] [-v]

The site: the ministry and three departments, each with one list of notices over
TLS on loopback.  What they publish, when, and what befalls which night stands in
plan(); the seed draws firms, rows and the calls at which a stage is killed.
After every night the warehouse must hold exactly the events that the nights so
far could read, the last line must be the verdict that is due, and DATA/runs must
have one record more.  In the end everything that transform and load publish must
equal what a single run over the final site gives.

Prints TAP.  Nobody does anything between the nights but write one decision."""
import argparse
import calendar
import hashlib
import http.server
import json
import os
import random
import re
import shutil
import socket
import sqlite3
import ssl
import subprocess
import sys
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(ROOT, 'tests', 'site'))
import office       # noqa: E402

DAY = 86400
GIANT = '专精特新“小巨人”'
HOSTS = {   # source: host, publisher, unit, province
    'miit': ('www.miit.gov.cn', '工业和信息化部', '', ''),
    'anhui': ('jx.ah.gov.cn', '安徽省经济和信息化厅', '340000', '安徽省'),
    'jiangxi': ('gxt.jiangxi.gov.cn', '江西省工业和信息化厅', '360000', '江西省'),
    'hubei': ('jxt.hubei.gov.cn', '湖北省经济和信息化厅', '420000', '湖北省'),
}
CITY = {'anhui': '合肥', 'jiangxi': '南昌', 'hubei': '武汉'}
CHARACTERS = '安邦晨达恩方光海佳凯兰明宁鹏启荣盛泰唯新雅卓'


# --- the site -----------------------------------------------------------------

class Site:
    """What the hosts serve: (host, path) -> body.  `down`: hosts that end every
    connection without a word."""

    def __init__(self, work):
        self.files, self.notices, self.down, self.stubs = {}, {s: [] for s in HOSTS}, set(), set()
        self.requests, self.slow = 0, 0
        self.certificate(work)
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = 'HTTP/1.1'

            def do_GET(self):
                site.answer(self)

            def log_message(self, *args):
                pass

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, request, address):
                pass            # clients that are killed close in the middle

        self.server = Server(('127.0.0.1', 0), Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.ca, self.ca + '.key')
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True,
                                                 do_handshake_on_connect=False)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        for source in HOSTS:
            self.column(source)

    def certificate(self, work):
        self.ca = os.path.join(work, 'ca.pem')
        subprocess.run(['openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes',
                        '-days', '7300', '-subj', '/CN=nights', '-addext', 'subjectAltName=' + ','.join(
                            'DNS:' + h[0] for h in HOSTS.values()), '-keyout', self.ca + '.key', '-out', self.ca],
                       check=True, stderr=subprocess.DEVNULL)

    def answer(self, request):
        host = request.headers.get('Host', '').split(':')[0]
        self.requests += 1
        time.sleep(self.slow)
        if host in self.down:
            request.close_connection = True
            request.connection.shutdown(socket.SHUT_RDWR)
            return
        body = self.files.get((host, request.path))
        if (host, request.path) in self.stubs:
            body = '<html><body>系统正在维护，请稍后再试</body></html>'.encode()
        if body is None:
            request.send_error(404)
            return
        tag = '"%s"' % hashlib.sha256(body).hexdigest()[:16]
        same = request.headers.get('If-None-Match') == tag
        request.send_response(304 if same else 200)
        request.send_header('ETag', tag)
        if not same:
            request.send_header('Content-Type', 'text/html' if request.path.endswith('html')
                                else 'application/octet-stream')
            request.send_header('Content-Length', str(len(body)))
        request.end_headers()
        if not same:
            request.wfile.write(body)

    def column(self, source):
        """The list of notices of a department, the newest first."""
        lines = ''.join('<li><a href="%s">%s</a><span>%s</span></li>\n' % (n['path'], n['title'], n['day'])
                        for n in reversed(self.notices[source]))
        lines += '<li><a href="/tzgg/t0.html">关于召开年度工作会议的通知</a><span>2019-03-01</span></li>\n'
        self.files[HOSTS[source][0], '/tzgg/index.html'] = (
            '<!DOCTYPE html><html><head><meta charset="utf-8"><title>通知公告</title></head><body><ul>\n%s</ul>'
            '</body></html>\n' % lines).encode()

    def publish(self, source, day, title, rows):
        """A notice with its list in the page or in a workbook beside it."""
        n = len(self.notices[source]) + 1
        notice = {'path': '/tzgg/t%d.html' % n, 'title': title, 'day': day, 'source': source,
                  'file': '/tzgg/list%d.xlsx' % n if n % 2 else None}
        self.notices[source].append(notice)
        self.put(notice, rows)
        self.column(source)
        return notice

    def put(self, notice, rows):
        host, publisher, _, _ = HOSTS[notice['source']]
        if notice['file']:
            path = '/tmp/nights-%d.xlsx' % os.getpid()
            office.write_xlsx(path, rows)
            with open(path, 'rb') as f:
                self.files[host, notice['file']] = f.read()
            os.remove(path)
            body = '<p>现将有关名单予以公布，如有异议请以书面形式反馈。</p><p><a href="%s">附件：%s.xlsx</a></p>' % (
                notice['file'], notice['title'])
        else:
            body = office.html_table(rows)
        self.files[host, notice['path']] = (
            '<!DOCTYPE html><html><head><meta charset="utf-8"><title>%s</title>'
            '<meta name="ArticleTitle" content="%s"><meta name="PubDate" content="%s 09:00">'
            '<meta name="SiteName" content="%s"></head><body><h1>%s</h1>%s</body></html>\n' % (
                notice['title'], notice['title'], notice['day'], publisher, notice['title'], body)).encode()


def catalogue(folder):
    os.makedirs(folder)
    for source, (host, publisher, unit, _) in HOSTS.items():
        with open(os.path.join(folder, source + '.ini'), 'w', encoding='utf-8') as f:
            f.write('[%s]\npublisher=%s\nunit=%s\nhosts=%s\ncolumns=https://%s/tzgg/index.html\n'
                    'known_by=this test\nchecked=never\n' % (source, publisher, unit, host, host))


# --- the truth ------------------------------------------------------------------

class World:
    """Firms and what was published of them.  A list is what its notice names and
    the events (kind, batch, unit, name) that its rows are."""

    def __init__(self, seed, site):
        self.random = random.Random(seed)
        self.site = site
        self.used = set()
        self.lists = []         # in the order in which they appear
        self.firms = {}         # source, batch -> names

    def name(self, source):
        while True:
            word = ''.join(self.random.sample(CHARACTERS, 3))
            if word not in self.used:
                self.used.add(word)
                return CITY[source] + word + '精密机械有限公司'

    def batch(self, source, batch, n):
        self.firms[source, batch] = [self.name(source) for _ in range(n)]

    def publish(self, source, day, title, kind, batch, names, unit=None):
        unit = HOSTS[source][2] if unit is None else unit
        rows = [['序号', '企业名称']] + [[i, n] for i, n in enumerate(names, 1)]
        return self.enter(source, day, title, rows, {(kind, batch, unit, n) for n in names})

    def enter(self, source, day, title, rows, events):
        notice = self.site.publish(source, day, title, rows)
        entry = {'source': source, 'notice': notice, 'rows': rows, 'events': events}
        self.lists.append(entry)
        return entry


class Nights:
    def __init__(self, args):
        self.args, self.work = args, args.work
        self.data = os.path.join(args.work, 'data')
        self.site = Site(args.work)
        self.world = World(args.seed, self.site)
        catalogue(os.path.join(args.work, 'catalogue'))
        self.preload = os.path.join(args.work, 'preload.so')
        subprocess.run(['cc', '-D_GNU_SOURCE', '-shared', '-fPIC', '-O2', '-o', self.preload,
                        os.path.join(HERE, 'preload.c'), '-ldl'], check=True)
        self.tests = self.failed = 0
        self.read = []          # lists that the warehouse must have
        self.known = {}         # id(list) -> its events as last read

    # --- TAP ---

    def ok(self, good, name, why=''):
        self.tests += 1
        self.failed += not good
        print('%s %d - %s' % ('ok' if good else 'not ok', self.tests, name), flush=True)
        if not good:
            for line in str(why).splitlines()[-40:]:
                print('# ' + line)

    # --- one night ---

    def run(self, night, data=None, kill=None, clock=0, options=(), before=()):
        """scripts/nightly on night `night`: its status and what it printed."""
        environment = dict(os.environ, MIIT_BIN=self.args.bin, LC_ALL='C.UTF-8', TZ='UTC', LD_PRELOAD=self.preload,
                           NIGHTS_CLOCK=str((10 + night) * DAY + clock))
        environment['ASAN_OPTIONS'] = 'verify_asan_link_order=0:' + environment.get('ASAN_OPTIONS', '')
        if kill:
            environment['NIGHTS_KILL'] = kill
        p = subprocess.run(list(before) + [
            'sh', os.path.join(ROOT, 'scripts', 'nightly'), '--data', data or self.data, '--catalogue',
            os.path.join(self.work, 'catalogue'), '--cacert', self.site.ca, '--connect-to',
            '::127.0.0.1:%d' % self.site.port, '--allow-private', '--delay', '0', '--tries', '1', '-j', '2', '--quiet'
            ] + list(options), env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            errors='replace')
        return p.returncode, p.stdout

    def warehouse(self, data=None):
        path = os.path.join(data or self.data, 'load', 'warehouse.sqlite')
        return sqlite3.connect('file:%s?mode=ro' % path, uri=True)

    def records(self, data=None):
        runs = os.path.join(data or self.data, 'runs')
        return sorted(f for f in os.listdir(runs) if re.match(r'[0-9]{8}T.*\.json$', f))

    def expected(self):
        return set().union(*(self.known[id(entry)] for entry in self.read))

    def see(self, only=None):
        """What a night that ends well reads: all lists at hosts that answer."""
        for entry in self.world.lists:
            if HOSTS[entry['source']][0] in self.site.down or (
                    HOSTS[entry['source']][0], entry['notice']['path']) in self.site.stubs and id(entry) not in self.known:
                continue
            if entry not in self.read:
                self.read.append(entry)
            self.known[id(entry)] = set(entry['events'])

    def night(self, n, verdicts, name, see=True, records=1, **options):
        before = self.records() if os.path.isdir(os.path.join(self.data, 'runs')) else []
        status, said = self.run(n, **options)
        said = said.strip()
        if self.args.verbose:
            print('# %s' % said[-300:].split('\n')[-1])
        last = said.split('\n')[-1]
        verdict = (re.search(' nightly: verdict: ([a-z_]+): ', last) or [None, last])[1]
        if not said:
            # Without news nothing is printed, also where the same items wait.
            verdict = {0: 'done', 3: 'waiting'}.get(status, status)
        self.ok(verdict in verdicts.split('|'), 'night %d, %s: %s' % (n, name, verdicts), said)
        if not os.path.exists(os.path.join(self.data, 'load', 'warehouse.sqlite')):
            # All that follows rests on one.
            sys.exit('night %d: there is no warehouse' % n)
        after = self.records()
        new = sorted(set(after) - set(before))
        self.ok(len(new) == records, 'night %d: one record' % n, new)
        if new:
            with open(os.path.join(self.data, 'runs', new[-1])) as f:
                record = json.load(f)
            fetched = [c['counts'] for c in record['counts'] if c['stage'] == 'fetch']
            sums = all(s['asked'] == s['fetched'] + s['unchanged'] + s['failed'] for s in record['sources'])
            self.ok(record['verdict'] == verdict and record['status'] == status and sums and all(
                c['asked'] == c['fetched'] + c['unchanged'] + c['failed'] for c in fetched),
                'night %d: its record says so, and its counts add up' % n, json.dumps(record, indent=1))
        if see:
            self.see()
        if self.read:
            got = set(self.warehouse().execute(
                'SELECT kind, batch, coalesce(unit, \'\'), name FROM event'))
            want = self.expected()
            self.ok(got == want, 'night %d: the warehouse has the %d events read so far' % (n, len(want)),
                    'missing %s\nextra %s\n%s' % (sorted(want - got, key=str)[:5], sorted(got - want, key=str)[:5], said))
        left = subprocess.run(['find', self.data, '-name', '.*.new*', '-o', '-name', 'etilqs_*', '-o', '-name', '*.record'],
                              stdout=subprocess.PIPE, text=True).stdout
        if verdict not in ('failed',):
            self.ok(left == '', 'night %d: no temporary is left' % n, left)
        return said

    # --- what befalls which night ---

    def first(self):
        w = self.world
        for source, n in ('anhui', 24), ('jiangxi', 22), ('hubei', 21):
            unit = HOSTS[source][3]
            w.batch(source, 4, n)
            w.publish(source, '2022-09-15', '关于公布%s第四批%s企业名单的通知' % (unit, GIANT), 'final', 4,
                      w.firms[source, 4])
            w.batch(source, 6, w.random.randint(6, 9))
            w.publish(source, '2024-09-02', '关于%s第六批%s企业名单的公示' % (unit, GIANT), 'publicity', 6,
                      w.firms[source, 6])
            w.publish(source, '2024-10-20', '关于公布%s第六批%s企业名单的通知' % (unit, GIANT), 'final', 6,
                      w.firms[source, 6][1:])
            w.batch(source, 7, w.random.randint(6, 9))

    def proposal(self, source):
        self.world.publish(source, '2025-10-20', '关于%s第七批%s企业名单的公示' % (HOSTS[source][3], GIANT),
                           'publicity', 7, self.world.firms[source, 7])

    def designation(self, source):
        self.world.publish(source, '2025-12-20', '关于公布%s第七批%s企业名单的通知' % (HOSTS[source][3], GIANT),
                           'final', 7, self.world.firms[source, 7][:-1])

    def review(self, source, kind):
        names = self.world.firms[source, 4]
        if kind == 'final':
            self.world.publish(source, '2025-12-21', '关于公布%s第四批%s复核通过企业名单的通知' % (
                HOSTS[source][3], GIANT), 'review_final', 4, names[:-3])
        else:
            self.world.publish(source, '2025-10-21', '关于%s第四批%s复核通过企业名单的公示' % (
                HOSTS[source][3], GIANT), 'review_publicity', 4, names[:-2])

    def renames(self):
        w = self.world
        rows, events = [['序号', '更名前企业名称', '更名后企业名称', '所在省份']], set()
        for i, source in enumerate(CITY, 1):
            old, new = w.firms[source, 6][-1], w.name(source)
            rows.append([i, old, new, HOSTS[source][3]])
            events.add(('rename', None, HOSTS[source][2], new))
        w.enter('miit', '2026-01-20', '关于核准部分%s企业简单更名的公示' % GIANT, rows, events)

    def withdrawal(self):
        w = self.world
        rows, events = [['序号', '企业名称', '所在省份']], set()
        for i, source in enumerate(CITY, 1):
            name = w.firms[source, 6][1]
            rows.append([i, name, HOSTS[source][3]])
            events.add(('revoked', None, HOSTS[source][2], name))
        w.enter('miit', '2026-02-10', '关于撤销部分%s企业称号的公告' % GIANT, rows, events)

    def unclear(self):
        w = self.world
        w.batch('hubei', 5, 7)
        entry = w.publish('hubei', '2023-07-14', '关于公布湖北省第五批%s榕柏企业名单的通知' % GIANT, 'final', 5,
                          w.firms['hubei', 5])
        self.unclear_list, self.unclear_events = entry, entry['events']
        entry['events'] = set()

    def decide(self):
        """The lines that --todo prints for the unclear list, filled in."""
        todo = subprocess.run([os.path.join(self.args.bin, 'miit-load'), '--todo', '--data', self.data],
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout
        lines, on = todo.split('\n'), False
        answers = {'programme': 'small_giant', 'level': 'national', 'batch': '5', 'kind': 'final'}
        heading = next(l for l in lines if l and not l.startswith('#')).split('\t')
        out = ['\t'.join(heading)]
        for line in lines:
            if line.startswith('#'):
                on = '榕柏' in line
            elif on and line and line.split('\t') != heading:
                cells = line.split('\t')
                cells[heading.index('value')] = answers[cells[heading.index('field')]]
                out.append('\t'.join(cells))
        os.makedirs(os.path.join(self.data, 'decisions'), exist_ok=True)
        with open(os.path.join(self.data, 'decisions', 'decisions.tsv'), 'w') as f:
            f.write('\n'.join(out) + '\n')
        self.unclear_list['events'] = self.unclear_events

    def size(self):
        """Bytes on the disk below DATA, and files."""
        n = kib = 0
        for folder, _, files in os.walk(self.data):
            n += len(files)
            kib += sum(os.lstat(os.path.join(folder, f)).st_blocks * 512 for f in files)
        return kib, n


    # --- the thirty ---

    def host(self, source):
        return HOSTS[source][0]

    def all(self):
        site, w = self.site, self.world
        self.first()
        self.night(1, 'news', 'the first')
        self.night(2, 'done', 'nothing new')
        self.sizes = [self.size()]
        self.unclear()
        self.night(3, 'waiting', 'an unclear list')
        self.night(4, 'waiting', 'it still waits')
        self.decide()
        self.night(5, 'news', 'a decision settles it')
        self.proposal('anhui')
        self.night(6, 'news', 'a new batch is proposed')
        self.proposal('jiangxi')
        self.night(7, 'news', 'by another department, too')

        site.down.add(self.host('hubei'))
        self.night(8, 'waiting', 'a source is down')
        self.proposal('hubei')
        self.night(9, 'waiting', 'and publishes, second night')
        self.designation('anhui')
        self.night(10, 'waiting', 'third night; another department designates')
        self.night(11, 'waiting', 'fourth night')
        self.night(12, 'waiting', 'fifth night')
        self.ok(self.source('hubei')[3] == '5', 'the source failed for five nights', self.source('hubei'))
        site.down.clear()
        self.night(13, 'news', 'it is back')
        self.ok(self.source('hubei')[2:4] == ['\\N', '0'], 'and is no longer called failing', self.source('hubei'))

        self.renames()
        self.night(14, 'news', 'renames')
        stub = next(n for n in site.notices['jiangxi'] if not n['file'])
        site.stubs.add((self.host('jiangxi'), stub['path']))
        self.night(15, 'waiting', 'a stub in the place of a page')
        site.stubs.clear()
        site.down |= {self.host('anhui'), self.host('jiangxi')}
        self.night(16, 'partly_unreachable', 'two of four sources are down')
        site.down.clear()

        whole = next(entry for entry in w.lists if entry['source'] == 'anhui' and len(entry['rows']) == 25)
        site.put(whole['notice'], whole['rows'][:4])
        self.night(17, 'waiting', 'a list has shrunk: its last state stays')
        site.put(whole['notice'], whole['rows'])
        self.night(18, 'done|news', 'it is whole again')
        self.two_at_once(19)
        self.designation('jiangxi')
        self.night(20, 'news', 'the clock is 400 days ahead', clock=400 * DAY)
        self.night(21, 'news', 'the clock is right again, and so are the times of fetching')
        latest = self.warehouse().execute('SELECT max(fetched_at) FROM address').fetchone()[0]
        self.ok(time.time() + 32 * DAY > calendar.timegm(time.strptime(latest, '%Y-%m-%dT%H:%M:%SZ')),
                'no time of the wrong clock is left', latest)
        self.full(22)
        self.night(23, 'news', 'there is room again')

        self.review('anhui', 'publicity')
        self.night(24, 'failed', 'fetch is killed', see=False, kill='miit-fetch:%d' % self.random(1, 4))
        self.review('jiangxi', 'publicity')
        self.night(25, 'failed', 'parse is killed', see=False, kill='miit-parse:%d' % self.random(1, 6))
        self.review('hubei', 'publicity')
        self.night(26, 'failed', 'transform is killed', see=False, kill='miit-transform:%d' % self.random(1, 9))
        self.withdrawal()
        self.night(27, 'failed', 'load is killed', see=False, kill='miit-load:%d' % self.random(1, 6))
        self.see()
        site.down |= {h[0] for h in HOSTS.values()}
        self.night(28, 'unreachable', 'all hosts are dead; what the killed nights fetched is published', see=False)
        site.down.clear()
        for source in CITY:
            self.review(source, 'final')
        self.night(29, 'news', 'reviews are final')
        self.night(30, 'done', 'nothing new')
        self.sizes.append(self.size())
        self.compare()
        self.growth()

    def random(self, low, high):
        return self.world.random.randint(low, high)

    def source(self, name):
        with open(os.path.join(self.data, 'runs', 'sources.tsv')) as f:
            return next(l.rstrip('\n').split('\t') for l in f if l.startswith(name + '\t'))

    def two_at_once(self, n):
        """One does the night, the other gives way and leaves no record."""
        said = []
        other = threading.Thread(target=lambda: said.append(self.run(n)))
        self.site.slow = .2
        before = self.records()
        other.start()
        status, words = self.run(n)
        other.join()
        self.site.slow = 0
        pair = sorted([(status, words)] + said)
        self.ok([p[0] for p in pair] == [0, 5] and 'verdict: locked' in pair[1][1], 'night %d: of two runs at once '
                'one gives way' % n, pair)
        self.ok(len(set(self.records()) - set(before)) == 1, 'night %d: one record' % n)

    def full(self, n):
        """DATA on a file system with room for a page or two."""
        self.designation('hubei')
        small = os.path.join(self.work, 'small')
        os.makedirs(small, exist_ok=True)
        script = ('set -e; mount -t tmpfs -o size=$3k none "$1"; cp -a "$2/." "$1/"; shift 3; set +e; "$@"; s=$?; '
                  'find "$0" -name ".*.new*" -o -name "etilqs_*"; cp -a "$0/." "$MIIT_KEEP/"; exit $s')
        kib = sum(os.lstat(os.path.join(d, f)).st_size // 4096 * 4 + 4 for d, ds, fs in os.walk(self.data)
                  for f in fs + ds) + 64
        probe = subprocess.run(['unshare', '-rm', 'mount', '-t', 'tmpfs', 'none', small], stderr=subprocess.DEVNULL)
        if probe.returncode != 0:
            print('# night %d: the disk cannot be made full here (unshare -rm mount)' % n)
            return self.night(n, 'news', 'the disk stays as it is')
        kept, self.data = self.data, small
        os.environ['MIIT_KEEP'] = kept
        records = self.records(kept)
        status, said = self.run(n, data=small, before=['unshare', '-rm', 'sh', '-c', script, small, small, kept,
                                                       str(kib)])
        self.data = kept
        new = sorted(set(self.records()) - set(records))
        self.ok(status == 1 and ' nightly: verdict: failed: ' in said and re.search('No space|is full', said),
                'night %d, the disk is full: failed' % n, said)
        self.ok(len(new) == 1, 'night %d: one record all the same' % n, said)
        self.ok('/.' not in said.split('verdict: ')[-1].split('\n', 1)[-1], 'night %d: no temporary is left' % n, said)

    def compare(self):
        """Against a single run over the final site."""
        single = os.path.join(self.work, 'single')
        os.makedirs(single)
        shutil.copytree(os.path.join(self.data, 'decisions'), os.path.join(single, 'decisions'))
        status, said = self.run(31, data=single)
        self.ok(status == 0, 'a single run over the final site', said)
        folder = os.path.join(self.data, 'transform')
        for name in sorted(os.listdir(folder)):
            if name.endswith('.tsv') and name not in ('manifest.tsv', 'inputs.tsv'):
                with open(os.path.join(folder, name), 'rb') as a, open(os.path.join(single, 'transform', name), 'rb') as b:
                    self.ok(a.read() == b.read(), 'transform/%s is that of the single run' % name)
        got, want = self.tables(self.data), self.tables(single)
        for table in sorted(want):
            self.ok(got.get(table) == want[table], 'table %s is that of the single run: %d rows' % (
                table, len(want[table])), sorted(got[table] ^ want[table], key=str)[:6])

    def tables(self, data):
        """Table -> its rows, without what says when something was fetched, of which files
        it was made (versions.tsv, of superseded bodies, is one more) and how many
        these are."""
        db = self.warehouse(data)
        found = {}
        for table, in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%' "
                                 "AND name NOT LIKE 'sqlite%' AND name NOT GLOB 'name_search_*' AND name <> 'input'"):
            columns = [c[1] for c in db.execute('PRAGMA table_info("%s")' % table)
                       if c[1] not in ('fetched_at', 'last_modified', 'superseded_at', 'known_on')]
            found[table] = {r for r in db.execute('SELECT %s FROM "%s"' % (', '.join('"%s"' % c for c in columns), table))
                            if r[0] != 'ignored_column'}
        return found

    def growth(self):
        (before, files), (after, more) = self.sizes
        runs = sum(os.lstat(os.path.join(self.data, 'runs', f)).st_blocks * 512
                   for f in os.listdir(os.path.join(self.data, 'runs')))
        print('# disk: %d KiB in %d files after night 2, %d KiB in %d files after night 30; records and logs of the '
              'runs %d KiB' % (before >> 10, files, after >> 10, more, runs >> 10))
        print('# %d requests to the site' % self.site.requests)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('bin')
    parser.add_argument('work')
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('-v', '--verbose', action='store_true')
    args = parser.parse_args()
    args.bin = os.path.abspath(args.bin)
    nights = Nights(args)
    nights.all()
    print('1..%d' % nights.tests)
    sys.exit(nights.failed > 0)


if __name__ == '__main__':
    main()
