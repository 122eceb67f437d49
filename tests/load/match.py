#!/usr/bin/python3
"""Lists of names whose truth is known, and the judgement of the answers.

    match.py make COMPANY_NAMES N SEED      names with their truth, N lines
    match.py judge TRUTH ANSWERS            prints every wrong claim
    match.py xlsx FILE NAME...              a workbook with a title, a heading, names

COMPANY_NAMES: company, name, current name and the pinyin of the name, separated by
tabs.  Of a name that was changed nothing may be claimed; the firm it was made of
is a candidate, where its name is not all changed.
"""
import csv
import os
import random
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'site'))
import office       # noqa: E402

SAME = {'name': lambda n, p, r: n,
        'space': lambda n, p, r: n[:3] + ' ' + n[3:],
        'line': lambda n, p, r: n[:3] + '\u3000' + n[3:],
        'number': lambda n, p, r: '12、' + n}
OTHER = {'replaced': lambda n, p, r: swap(n, r),
         'removed': lambda n, p, r: cut(n, r.randrange(len(n))),
         'added': lambda n, p, r: (lambda i: n[:i] + '鑫' + n[i:])(r.randrange(len(n))),
         'brand': lambda n, p, r: '鑫淼焱' + n[2:],
         'short': lambda n, p, r: n[:-4],
         'form': lambda n, p, r: n.replace('有限公司', '股份有限公司').replace('股份股份有限', '有限责任'),
         'pinyin': lambda n, p, r: ' '.join(p[i] + p[i + 1] for i in range(0, len(p) - 5, 2)).title() + ' Co., Ltd.',
         'syllables': lambda n, p, r: ' '.join(p[:8]),
         'initials': lambda n, p, r: ''.join(x[0] for x in p[:-4]).upper(),
         'english': lambda n, p, r: 'Beijing Shi New Energy Technology Co., Ltd.'}
LIKELY = 'replaced', 'removed', 'added', 'short', 'form', 'pinyin', 'syllables'


def swap(n, r):
    i = r.randrange(len(n))
    return n[:i] + '鑫' + n[i + 1:]


def cut(n, i):
    return n[:i] + n[i + 1:]


def make(names, count, seed):
    r = random.Random(seed)
    firms = [l.rstrip('\n').split('\t') for l in open(names, encoding='utf-8')]
    known = {f[1] for f in firms}
    for _ in range(count):
        company, name, current, pinyin = r.choice(firms)
        how = r.choice(list(SAME) + list(OTHER))
        asked = dict(SAME, **OTHER)[how](name, pinyin.split(), r)
        if how in OTHER and asked in known:
            how = 'other'       # it happens to be the name of another firm
        print(asked, how, company, name, name == current, sep='\t')


def judge(truth, answers):
    said = list(csv.DictReader(open(answers, encoding='utf-8', newline='')))
    lines = [l.rstrip('\n').split('\t') for l in open(truth, encoding='utf-8')]
    if len(said) != len(lines):
        print(len(said), 'answers to', len(lines))
    for (asked, how, company, name, current), a in zip(lines, said):
        if how == 'other':
            continue
        if how in OTHER:
            want = 'nothing'
        elif current == 'False':
            want = 'former_name'
        else:
            want = 'name' if how == 'name' else 'canonical'
        if a['match'] != want or a['company'] != (company if how in SAME else ''):
            print(asked, how, 'is', a['match'], a['company'], 'and not', want)
        if how in LIKELY and not a['candidates']:
            print(asked, how, 'has no candidate')
        if how in ('form', 'pinyin', 'syllables') and name not in a['candidates']:
            print(asked, how, 'is not', name)


if sys.argv[1] == 'make':
    make(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
elif sys.argv[1] == 'judge':
    judge(*sys.argv[2:4])
else:
    office.write_xlsx(sys.argv[2], [[str(i), text] for i, text in enumerate(
        ['供应商名单', '企业名称'] + sys.argv[3:], 1)], sheet='S')
