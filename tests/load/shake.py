#!/usr/bin/python3
"""Changes hand-offs at random: shake.py DATA SEED

A word of some rows of events, companies, names and terms becomes another; rows
of names and terms, and of events that no term names, go.  make_handoff.py --seal is
to follow.
"""
import os
import random
import sys

data, seed = sys.argv[1], random.Random(int(sys.argv[2]))


def read(name):
    with open(os.path.join(data, 'transform', name), encoding='utf-8') as f:
        head, *rows = [line.rstrip('\n').split('\t') for line in f]
    return head, rows


def write(name, head, rows):
    with open(os.path.join(data, 'transform', name), 'w', encoding='utf-8') as f:
        f.writelines('\t'.join(row) + '\n' for row in [head, *rows])


def change(head, rows, column, value, share):
    at = head.index(column)
    for row in rows:
        if seed.random() < share:
            row[at] = value


events = read('events.tsv')
names, terms, companies = read('names.tsv'), read('validity.tsv'), read('companies.tsv')
change(*events, 'product', '产品%d' % seed.randrange(9), 0.002)
change(*events, 'city_code', '330300', 0.001)
change(*companies, 'former_ids', 'm%016x' % seed.getrandbits(64), 0.002)
change(*companies, 'city_code', '330400', 0.001)
change(*names, 'first_on', '2018-01-%02d' % seed.randrange(1, 29), 0.002)
change(*terms, 'valid_until', '2031-01-%02d' % seed.randrange(1, 29), 0.002)
named = {field for row in terms[1] for field in row if field.startswith('v')}
for head, rows in (events, names, terms):
    rows[:] = [row for row in rows if row[0] in named or seed.random() > 0.001]
for name, table in (('events', events), ('names', names), ('validity', terms), ('companies', companies)):
    write(name + '.tsv', *table)
