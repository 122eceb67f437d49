#!/usr/bin/python3
"""Looks at an export: look_export.py FOLDER; prints what is wrong.

Every file is as index.json says, every CSV file as datapackage.json says: types,
keys, closed lists, and every reference holds.  NDJSON and SQLite say the same.
"""
import csv
import hashlib
import json
import os
import re
import sqlite3
import sys
import zipfile

top = sys.argv[1]
raw = {f: open(os.path.join(top, f), 'rb').read() for f in os.listdir(top)}
package, index = (json.loads(raw[f]) for f in ('datapackage.json', 'index.json'))
db = sqlite3.connect(os.path.join(top, 'small-giants.sqlite'))
TYPES = {'integer': r'-?\d+', 'boolean': 'true|false', 'date': r'\d{4}-\d\d-\d\d',
         'datetime': r'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ', 'string': r'(?s).+'}
tables, keys = {}, {}


def fail(*words):
    print(*words)


def plain(v, kind):
    """A value of NDJSON or SQLite as CSV writes it."""
    if v is None:
        return ''
    return str(bool(v)).lower() if kind == 'boolean' else str(v)


named = {f['path']: f for f in index['files']}
for f in set(raw) - {'index.json'} ^ set(named):
    fail('index.json and the folder differ in', f)
for f, entry in named.items():
    if (entry['bytes'], entry['sha256']) != (len(raw[f]), hashlib.sha256(raw[f]).hexdigest()):
        fail(f, 'is not as index.json says')
for r in package['resources']:
    name, text, fields = r['name'], raw[r['path']], r['schema']['fields']
    columns = [f['name'] for f in fields]
    if (r['bytes'], r['hash']) != (len(text), 'sha256:' + hashlib.sha256(text).hexdigest()):
        fail(name, 'is not as datapackage.json says')
    if text.startswith(b'\xef\xbb\xbf') or not text.endswith(b'\r\n'):
        fail(name, 'has a byte order mark or no line end')
    rows = list(csv.reader(text.decode('utf-8').splitlines(True)))
    lines = [json.loads(l) for l in raw[name + '.ndjson'].splitlines()]
    stored = db.execute('SELECT * FROM ' + name).fetchall()
    if rows.pop(0) != columns or len(lines) != len(rows) or len(stored) != len(rows):
        fail(name, 'differs from NDJSON or SQLite in its columns or rows')
    for f in fields:
        if not f['title'] or not f['description'] or f['constraints'].get('enum') == []:
            fail(name, f['name'], 'is not described')
    for row, line, cells in zip(rows, lines, stored):
        for f, v, w in zip(fields, row, cells):
            if v and not re.fullmatch(TYPES[f['type']], v):
                fail(name, f['name'], repr(v), 'is no', f['type'])
            if not v and f['constraints']['required'] and line[f['name']] is None:
                fail(name, f['name'], 'is missing')
            if v and v not in f['constraints'].get('enum', [v]):
                fail(name, f['name'], repr(v), 'is not in the closed list')
            if v != plain(line[f['name']], f['type']) or v != plain(w, f['type']):
                fail(name, f['name'], repr(v), 'differs', repr(line[f['name']]), repr(w))
    tables[name] = [dict(zip(columns, row)) for row in rows]
    keys[name] = [tuple(t[k] for k in r['schema'].get('primaryKey', [])) for t in tables[name]]
    if 'primaryKey' in r['schema'] and len(set(keys[name])) != len(keys[name]):
        fail(name, 'has a key twice')
n = 0
for r in package['resources']:
    if r['schema'].get('foreignKeys') == []:
        fail(r['name'], 'has an empty list of foreign keys, which validators refuse')
    for key in r['schema'].get('foreignKeys', []):
        there = key['reference']['resource'] or r['name']
        known = {t[key['reference']['fields']] for t in tables[there]}
        lost = [t[key['fields']] for t in tables[r['name']] if t[key['fields']] and t[key['fields']] not in known]
        n += 1
        if lost:
            fail(r['name'], key['fields'], len(lost), 'are not in', there, lost[:3])
if n < 30 or db.execute('PRAGMA foreign_key_check').fetchall():
    fail('references:', n, db.execute('PRAGMA foreign_key_check').fetchall()[:3])
for book in ('small-giants.xlsx', 'small-giants-readable.xlsx'):
    z = zipfile.ZipFile(os.path.join(top, book))
    for s in z.namelist():
        if s.startswith('xl/worksheets/sheet') and b'<f>' in z.read(s):
            fail(book, s, 'has a formula')
