#!/usr/bin/env python3
"""Compares what transform made of the lists of make_lists.py with their truth:

    judge_lists.py FOLDER EVENTS

Prints the listings found and expected, then "wrong": companies with events of two
firms, and listings of the wrong firm, day, exchange or board; then "missed": firms whose
names the printed changes connect and that are two companies."""
import csv
import os
import sys

folder, events = sys.argv[1:]


def table(name):
    with open(os.path.join(folder, name)) as f:
        return [line.rstrip('\n').split('\t') for line in f]


truth = {t[0]: t for t in table('truth.tsv')}
names = {}
for name, n in table('names.tsv'):
    names.setdefault(int(n), set()).add(name)
printed = {(batch, name): int(n) for batch, name, n in table('printed.tsv')}
changes = table('changes.tsv')
with open(events) as f:
    rows = list(csv.DictReader(f, delimiter='\t', quoting=csv.QUOTE_NONE))

wrong, missed, firms_of, companies = [], [], {}, {}
listed = set()
for e in rows:
    if e['programme'] == 'listed_company' and e['kind'] in ('listed', 'delisted'):
        code, exchange, board, day, n, delisted = truth[e['stock_code']]
        n = int(n)
        if e['name'] not in names[n] or (e['exchange'], e['board']) != (exchange, board):
            wrong.append('listing of %s: %s %s %s' % (code, e['name'], e['exchange'], e['board']))
        if e['happened_on'] != (day if e['kind'] == 'listed' else '2025-03-03'):
            wrong.append('day of %s: %s' % (code, e['happened_on']))
        if e['kind'] == 'listed':
            listed.add(code)
        elif delisted != '1':
            wrong.append('%s was not delisted' % code)
    elif e['programme'] == 'small_giant' and e['kind'] == 'final':
        n = printed[e['batch'], e['name']]
    else:
        continue
    firms_of.setdefault(e['company'], set()).add(n)
    companies.setdefault(n, {}).setdefault(e['company'], set()).add(e['name'])
wrong += ['one company: firms %s' % sorted(n) for n in firms_of.values() if len(n) > 1]


def connected(n, some):
    """All names of the firm that the printed changes lead to from these."""
    reached = set(some)
    while True:
        more = {b for a, b in changes if a in reached and b in names[n]} | {
            a for a, b in changes if b in reached and a in names[n]}
        if more <= reached:
            return reached
        reached |= more


for n, of in sorted(companies.items()):
    parts = list(of.values())
    for i, a in enumerate(parts):
        missed += ['firm %d: %s and %s' % (n, a, b) for b in parts[i + 1:] if n in names and connected(n, a) & b]
changed = {a for pair in changes for a in pair}
want = {c for c, (_, exchange, _, _, n, delisted) in truth.items()
        if (exchange != 'BSE' or int(n) % 2 == 0) and
        (exchange != 'SZSE' or delisted == '0' or names[int(n)] & changed)}
joined = sum(1 for n, of in companies.items() if n < 40 and any(
    e['company'] in of and e['programme'] == 'small_giant' for e in rows) and any(
    e['company'] in of and e['kind'] == 'listed' for e in rows))
print('%d of %d listings; %d of them small giants' % (len(listed & want), len(want), joined))
print('wrong: %d' % (len(wrong) + len(listed - want)), *wrong, *sorted(listed - want), sep='\n  ' if wrong else ' ')
print('missed: %d' % len(missed), *missed, sep='\n  ' if missed else ' ')
