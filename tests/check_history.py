#!/usr/bin/python3
"""Compares what resolve found with the truth of make_history.py.

    check_history.py TRUTH FOLDER

Prints the figures; a join is false when one company holds events of two firms,
a link is found when two events of a firm that follow one another are one
company or a pair in review.tsv.
"""
import collections
import sys


def table(path):
    with open(path) as f:
        head = f.readline().rstrip('\n').split('\t')
        for line in f:
            yield dict(zip(head, line.rstrip('\n').split('\t')))


truth = {r['event']: r for r in table(sys.argv[1])}
company, firms, order = {}, collections.defaultdict(set), \
    collections.defaultdict(list)
for e in table(sys.argv[2] + '/events.tsv'):
    company[e['event']] = e['company']
    firms[e['company']].add(truth[e['event']]['firm'])
    order[truth[e['event']]['firm']].append((e['event_on'], e['event']))
pairs = {frozenset((r['company_a'], r['company_b']))
         for r in table(sys.argv[2] + '/review.tsv')}
false = sorted(c for c, f in firms.items() if len(f) > 1)
links = found = reviewed = 0
lost = []
for firm, events in order.items():
    cs = []
    for _, e in sorted(events):
        if company[e] not in cs:
            cs.append(company[e])
    links += len(events) - 1
    found += len(events) - len(cs)
    # Companies of one firm that the review leads to from the first.
    reached, grown = {cs[0]}, True
    while grown:
        grown = False
        for c in cs:
            if c not in reached and any(frozenset((c, r)) in pairs
                                        for r in reached):
                reached.add(c)
                grown = True
    reviewed += len(reached) - 1
    lost += [(firm, c) for c in cs if c not in reached]
print('events %d' % len(company))
print('firms %d' % len(order))
print('companies %d' % len(firms))
print('false joins %d' % len(false))
print('links %d' % links)
print('joined %d' % found)
print('in review %d' % reviewed)
print('lost %d' % len(lost))
print('review pairs %d' % len(pairs))
print('found %.5f' % ((found + reviewed) / links))
if '-v' in sys.argv:
    for c in false[:20]:
        print('false', c, sorted(firms[c]))
    for firm, c in lost[:40]:
        print('lost', firm, c)
