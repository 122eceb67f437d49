#!/usr/bin/env python3
"""Changes the inputs of miit-transform and damages its cache, at random, and compares
what it writes with what it writes without one.

    tests/notice_cache.py PROGRAM FOLDER [--steps N] [--seed N]

Prints the steps, how many notices were taken from the cache, and the steps whose
results differed: in a table, in what was reported, in the exit status, or in a byte
of the cache itself (two caches of the same inputs are the same).  Exit status 1 when
one differed, when nothing was ever taken, or when after the change of one notice not
just that one is read.
"""
import argparse
import hashlib
import os
import random
import re
import shutil
import subprocess
import sys

COLUMNS = ('document url final_url parent_url anchor source title published_on '
           'document_number publisher unit fetched_at http_status etag '
           'last_modified media_type bytes note').split()
UNITS = ('安徽', '河南', '浙江', '四川')
KINDS = ('关于%s第%s批专精特新“小巨人”企业名单的公示',
         '关于公布%s第%s批专精特新“小巨人”企业名单的通知',
         '关于%s第%s批专精特新“小巨人”复核通过企业名单的公示',
         '关于召开%s第%s次会议的通知')
BRANDS = '华瑞金石晨光安邦宝北博才超辰诚驰创达德鼎东恩'
CODE = '0123456789abcdef'


class Data:
    """The documents of a data folder as they are to be."""

    def __init__(self, folder, rng):
        self.folder, self.rng, self.pages, self.made = folder, rng, [], 0
        for stage in ('fetch', 'parse', 'decisions'):
            os.makedirs(os.path.join(folder, stage))

    def page_of(self, tables):
        """A document: its digest is that of its bytes, which are not here, and what
        parse makes of them."""
        self.made += 1
        return {'document': hashlib.sha256(b'%d' % self.made).hexdigest(), 'tables': tables}

    def firm(self):
        return '合肥%s%s精密机械有限公司' % tuple(self.rng.sample(BRANDS, 2))

    def table(self):
        rng = self.rng
        rows = [['序号', '企业名称', '备注']]
        for i in range(rng.randrange(1, 9)):
            name = self.firm() if rng.random() < .9 else rng.choice(('', '见附件', '12', '甲\\n乙'))
            rows.append([str(i + 1 + (rng.random() < .1)), name, rng.choice(('', '已撤销', '新认定'))])
        return rows

    def add(self):
        """A page, sometimes with an attachment or a second page of the article."""
        rng = self.rng
        title = rng.choice(KINDS) % (rng.choice(UNITS), rng.choice('一二三四五六七'))
        page = self.page_of([self.table() for _ in range(rng.randrange(0, 3))])
        page.update(url='https://gov.example/%d.html' % self.made, title=title, files=[],
                    published_on='20%d-0%d-11' % (rng.randrange(19, 26), rng.randrange(1, 9)))
        for chance, anchor in ((.5, '附件：名单.xlsx'), (.3, '第2页')):
            if rng.random() < chance:
                page['files'].append(dict(self.page_of([self.table()]), anchor=anchor))
        self.pages.append(page)

    def change(self):
        page = self.rng.choice(self.pages)
        which = self.rng.randrange(4)
        if which == 3 and page['files']:
            page['files'][0]['anchor'] = '附件：河南省第三批省级专精特新中小企业公示名单.xlsx'
        elif which == 0:
            page['title'] = page['title'].replace('关于', '关于印发', 1)
        elif which == 1:
            page['published_on'] = '2024-0%d-12' % self.rng.randrange(1, 9)
        else:
            self.rng.choice([page] + page['files']).update(self.page_of([self.table()]))

    def parse(self):
        """What parse makes of a document is another, as after an update of it."""
        page = self.rng.choice(self.pages)
        self.rng.choice([page] + page['files'])['tables'] = [self.table()]

    def remove(self):
        if len(self.pages) > 3:
            self.pages.remove(self.rng.choice(self.pages))

    def decide(self):
        """Lines about some documents: of whole ones, of a list, of a cell; or none."""
        rng, lines = self.rng, ['document\tlist\tfield\tvalue\twas']
        cells = [row[1] for page in self.pages for rows in page['tables'] for row in rows[1:2]]
        for page in rng.sample(self.pages, min(len(self.pages), rng.randrange(6))):
            lines.append('%s\t%s' % (rng.choice([page] + page['files'])['document'], rng.choice((
                '\tbatch\t7\t', '\tkind\tfinal\t', '\tlevel\tnational\t', '\tunit\t410000\t',
                '\tcomplete\t4\t', '\tleave_out\tyes\t', 'body\tbatch\t3\t',
                'body #2\tleave_out\tyes\t',
                '\tcell\t合肥改正机械有限公司\t' + rng.choice(cells)))))
        with open(os.path.join(self.folder, 'decisions', 'decisions.tsv'), 'w') as f:
            f.write('\n'.join(lines) + '\n')

    def put(self, stage, file, text, lines):
        body = text.encode()
        path = os.path.join(self.folder, stage, file)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'wb') as f:
            f.write(body)
        return '%s\t1\t%d\t%d\t%s\ttest\n' % (file, lines, len(body),
                                              hashlib.sha256(body).hexdigest())

    def parsed(self, name, title, tables):
        """The parse file of a document of these tables; its line of the manifest."""
        records = ['text\t1\tmeta\tArticleTitle: ' + title] if title else []
        for n, rows in enumerate(tables, 2):
            records.append('table\t%d\t\\N\tbody\t%d\t3' % (n, len(rows)))
            records += ['row\t%d\t%d\t%s' % (n, i, '\t'.join(row)) for i, row in enumerate(rows, 1)]
        records.insert(0, 'document\t1\t%s\ttext/html\tutf-8\thtml\tutf8' % name)
        records.append('end\t%d\n' % len(records))
        return self.put('parse', '%s/%s.tsv' % (name[:2], name), '\n'.join(records),
                        len(records))

    def write(self):
        rows, parsed = [], set()
        shutil.rmtree(os.path.join(self.folder, 'parse'))
        for page in self.pages:
            parsed.add(self.parsed(page['document'], page['title'], page['tables']))
            common = {'title': page['title'], 'published_on': page['published_on'],
                      'fetched_at': '2026-01-01T00:00:00Z', 'media_type': 'text/html',
                      'source': 'test'}
            rows.append(dict(common, document=page['document'], url=page['url']))
            for n, file in enumerate(page['files']):
                parsed.add(self.parsed(file['document'], '', file['tables']))
                rows.append(dict(common, document=file['document'], url='%s/%d' % (page['url'], n),
                                 parent_url=page['url'], anchor=file['anchor']))
        table = sorted('\t'.join(row.get(c, '\\N') for c in COLUMNS) for row in rows)
        fetched = [self.put('fetch', 'documents.tsv', '\n'.join(['\t'.join(COLUMNS)] + table) + '\n',
                            len(table))]
        for stage, lines in (('fetch', fetched), ('parse', sorted(parsed))):
            with open(os.path.join(self.folder, stage, 'manifest.tsv'), 'w') as f:
                f.write('file\tformat_version\trows\tbytes\tsha256\tprogram\n' + ''.join(lines))


def damage(rng, cache):
    """Every file of the cache: a bit, the end, the whole."""
    for name in sorted(os.listdir(cache)) if os.path.isdir(cache) else ():
        path = os.path.join(cache, name)
        with open(path, 'rb') as f:
            body = bytearray(f.read())
        which = rng.randrange(4)
        if which < 2:
            body[rng.randrange(len(body))] ^= 1 << rng.randrange(8)
        elif which == 2:
            del body[rng.randrange(len(body)):]
        os.remove(path)
        if which < 3:
            with open(path, 'wb') as f:
                f.write(body)


def stray(cache):
    """What a run leaves that is killed once its manifest is there: a file that the
    results have no more."""
    os.makedirs(cache, exist_ok=True)
    for digit in set(CODE) - set(os.listdir(cache)):
        with open(os.path.join(cache, digit), 'w') as f:
            f.write('miit-transform cache 1\n\n')


def other_version(program, path):
    """The program with another digest of its sources: it may read otherwise."""
    said = subprocess.run([program, '--version'], check=True, stdout=subprocess.PIPE).stdout
    version = said.split()[1]
    with open(program, 'rb') as f:
        body = f.read()
    other = version[:-1] + (b'0' if version[-1:] != b'0' else b'1')
    assert body.count(version) > 0
    with open(path, 'wb') as f:
        f.write(body.replace(version, other))
    os.chmod(path, 0o755)
    return path


def run(program, folder, *more):
    """Status and what was said without times and the summary's count of files."""
    done = subprocess.run([program, '--data', folder, *more], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True)
    taken = re.search(r'(\d+) of (\d+) notices are as', done.stderr)
    said = [re.sub(r'^\S+ ', '', line).replace(folder, 'DATA') for line in done.stderr.split('\n')
            if 'notices are as' not in line and '/cache/' not in line]
    said = [re.sub(r'; \d+ files changed', '', line) for line in said]
    return done.returncode, said, *(map(int, taken.groups()) if taken else (0, 0))


def tables(folder):
    found = {}
    for name in sorted(os.listdir(os.path.join(folder, 'transform'))):
        path = os.path.join(folder, 'transform', name)
        if name.endswith('.tsv') and name != 'manifest.tsv':
            with open(path, 'rb') as f:
                found[name] = f.read()
    return found


def everything(folder):
    found = {}
    for top, _, names in os.walk(os.path.join(folder, 'transform')):
        for name in names:
            if name not in ('lock', '.verified') and not name.endswith('.lock'):
                with open(os.path.join(top, name), 'rb') as f:
                    found[os.path.relpath(os.path.join(top, name), folder)] = f.read()
    return found


def beside(data, folder):
    """A folder of the same inputs and no results."""
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    for stage in ('fetch', 'parse', 'decisions'):
        os.symlink(os.path.abspath(os.path.join(data, stage)), os.path.join(folder, stage))
    return folder


def read_again(data, program):
    """How many notices are read after one changed of which nobody decided anything."""
    with open(os.path.join(data.folder, 'decisions', 'decisions.tsv'), 'w') as f:
        f.write('document\tlist\tfield\tvalue\twas\n')
    data.write()
    run(program, data.folder)
    data.parse()
    data.write()
    _, _, taken, notices = run(program, data.folder, '-v')
    return notices - taken


def main():
    options = argparse.ArgumentParser()
    options.add_argument('program')
    options.add_argument('folder')
    options.add_argument('--steps', type=int, default=30)
    options.add_argument('--seed', type=int, default=1)
    given = options.parse_args()
    rng = random.Random(given.seed)
    folder = os.path.join(given.folder, 'data')
    data = Data(folder, rng)
    programs = [given.program, other_version(given.program, os.path.join(given.folder, 'other'))]
    program, cache = programs[0], os.path.join(folder, 'transform', 'cache')
    for _ in range(12):
        data.add()
    wrong = taken = 0
    for step in range(given.steps):
        what = rng.choice(('add', 'change', 'parse', 'remove', 'decide', 'decide', 'damage',
                           'stray', 'version', 'nothing')) if step > 0 else 'nothing'
        if what == 'damage':
            damage(rng, cache)
            if rng.random() < .5:
                data.change()
        elif what == 'stray':
            stray(cache)
            data.add()
        elif what == 'version':
            program = programs[program == programs[0]]
        elif what != 'nothing':
            getattr(data, what)()
        data.write()
        got = run(program, folder, '-v', '-j', str(rng.randrange(1, 5)))
        idle = any('nothing to do' in line for line in got[1])
        plain = beside(folder, os.path.join(given.folder, 'plain'))
        want = run(program, plain, '-v', '--no-cache', '-j', '1')
        fresh = beside(folder, os.path.join(given.folder, 'fresh'))
        run(program, fresh)
        taken += got[2]
        bad = [name for name, same in (
            ('tables', tables(folder) == tables(plain)),
            ('the cache', everything(folder) == everything(fresh)),
            ('status', got[0] == want[0] and got[0] in (0, 3)), ('reports', idle or got[1] == want[1]),
            ('a cache without one', not os.path.exists(os.path.join(plain, 'transform', 'cache'))),
            ('notices of another version', what != 'version' or got[2] == 0)) if not same]
        if bad:
            wrong += 1
            print('wrong: step %d, %s: %s' % (step, what, ', '.join(bad)))
            for a, b in zip(got[1], want[1]):
                if a != b and 'reports' in bad:
                    print('  ' + a + '\n  ' + b)
    again = read_again(data, program)
    print('steps %d, taken %d, wrong %d, read again %d' % (given.steps, taken, wrong, again))
    return wrong > 0 or taken == 0 or again != 1


if __name__ == '__main__':
    sys.exit(main())
