#!/usr/bin/python3
"""Asks of a warehouse what Datasette asks: walk.py WAREHOUSE METADATA

The queries are those of datasette/views/table.py and utils/__init__.py (versions
0.6x): keys, counts, labels, facets, the search box.  Prints what fails.
"""
import json
import sqlite3
import sys

warehouse, metadata = sys.argv[1:]
db = sqlite3.connect('file:%s?mode=ro' % warehouse, uri=True)
db.row_factory = sqlite3.Row
known = json.load(open(metadata, encoding='utf-8'))['databases']['warehouse']


def ask(sql, *values):
    return db.execute(sql, values).fetchall()


def fail(*words):
    print(*words)


tables = [r[0] for r in ask("select name from sqlite_master where type = 'table' order by name")]
views = [r[0] for r in ask("select name from sqlite_master where type = 'view' order by name")]
columns = {t: [r['name'] for r in ask('PRAGMA table_xinfo([%s])' % t)] for t in tables + views}

for t in tables + views:
    n = ask('select count(*) from [%s]' % t)[0][0]
    first = ask('select * from [%s] limit 101' % t)
    if len(first) != min(n, 101):
        fail(t, 'counts', n, 'and shows', len(first))
    for c in columns[t]:
        if t.startswith('search'):
            continue
        ask('select [{0}] as value, count(*) as n from (select * from [{1}]) where [{0}] is not null '
            'group by [{0}] order by n desc, value limit 31'.format(c, t))
for t in tables:
    for key in ask('PRAGMA foreign_key_list([%s])' % t):
        other, column, to = key['table'], key['from'], key['to']
        if to is None or to not in columns.get(other, []):
            fail(t, column, 'refers to', other, 'without a column')
            continue
        label = known['tables'].get(other, {}).get('label_column', to)
        values = [r[0] for r in ask('select distinct [%s] from [%s] where [%s] is not null limit 100' % (column, t, column))]
        found = ask('select [%s], [%s] from [%s] where [%s] in (%s)' % (
            to, label, other, to, ', '.join('?' * len(values))), *values)
        if len(found) != len(values):
            fail(t, column, 'labels', len(found), 'of', len(values))
        if values:
            ask('select count(*) from [%s] where [%s] = ?' % (t, column), values[0])

for t, entry in known['tables'].items():
    if t not in columns:
        fail('metadata:', t, 'is not there')
        continue
    named = [entry[k] for k in ('label_column', 'sort', 'sort_desc', 'fts_pk') if k in entry]
    for c in named + entry.get('facets', []) + list(entry.get('units', {})) + list(entry.get('columns', {})):
        if c not in columns[t]:
            fail('metadata:', t, 'has no column', c)
    if not entry.get('hidden') and not entry.get('title'):
        fail('metadata:', t, 'has no title')
for t in tables + views:
    if t not in known['tables']:
        fail('metadata: nothing about', t)
for name, query in known['queries'].items():
    parameters = {'day': '2022-06-05', 'words': '新能源', 'company': ask('select company from company')[0][0]}
    if not db.execute(query['sql'], parameters).fetchall():
        fail('metadata: query', name, 'gives nothing')

# The search box: quoted words, and raw ones where the metadata says so.
for t, entry in known['tables'].items():
    if 'fts_table' not in entry:
        continue
    for words in ('新能源', '"新能源"', '新能源科技有限公司*', '能源', 'ningbo', 'pinyin:xnykj*', 'xinneng*'):
        n = ask('select count(*) from [%s] where %s in (select rowid from [%s] where [%s] match ?)' % (
            t, entry['fts_pk'], entry['fts_table'], entry['fts_table']), words)[0][0]
        if n == 0:
            fail('the search box of', t, 'finds nothing of', words)
