#!/usr/bin/python3
"""Makes a data folder as large as the lists of 2019 to 2025 are: 20,000 firms and 62,000 events.

    make_world.py DATA

Batches, reviews and units have the sizes that DOMAIN knows; firms are invented, and drawn with a seed.  Three
units have not published the final list of batch 6, three others none of batch 7.  For tests of load's page.
"""
import os
import random
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '../load'))
import make_handoff as h  # noqa: E402

BRAND = '华中新科创天海力东方金星瑞信德安康泰达恒盛远宏博通联正大明光亚北南西江山云龙凤飞鸿智慧佳美优特精铭诚润丰源兴旺'
TRADE = '''精密机械 电子科技 新材料 智能装备 生物医药 自动化设备 环保科技 光电技术 轴承制造 液压件 传感器 模具 半导体 航空部件 医疗器械
    储能技术 特种陶瓷 化学 仪器仪表 软件 密封件 电气 汽车零部件 泵业 阀门 激光 检测技术 线缆 粉末冶金 复合材料'''.split()
FORM = ['有限公司'] * 6 + ['股份有限公司'] * 3 + ['（集团）有限公司']
DAYS = {3: ('2021-07-19', '2021-07-30'), 4: ('2022-08-08', '2022-08-15'), 5: ('2023-07-14', '2023-07-28'),
        6: ('2024-09-02', '2024-09-20'), 7: ('2025-10-20', '2025-11-10')}
SIZE = {3: (2930, 2930), 4: (4700, 4328), 5: (3871, 3654), 6: (3212, 3012), 7: (3582, 3482)}     # proposed, designated
KNOWN = {3: {'610000': 60, '440300': 134, '440000': 154, '330200': 127, '120000': 93, '500000': 58, '310000': 182}}
REGION = {3: {'east': 1773, 'central': 746, 'west': 411}}
NO_FINAL, NO_LIST = {'220000', '460000', '630000'}, {'150000', '530000', 'XPCC'}
rng = random.Random(21)
names = set()


def regions():
    table = h.table(os.path.join(h.HERE, '../../load/regions.tsv'))
    return {r['province_code']: r['region'] for r in table}


def shares(total, weights):
    """Whole numbers that add up to the total, about as the weights."""
    whole = sum(weights.values())
    n = {u: total * w // whole for u, w in weights.items()}
    for u in sorted(weights, key=lambda u: -weights[u])[:total - sum(n.values())]:
        n[u] += 1
    return n


def by_unit(batch, total):
    """Firms of a batch by unit: what is known, the rest as in batches 1 and 2."""
    known, region = KNOWN.get(batch, {}), regions()
    weights = {u: n + 1 for u, n in h.BOTH.items() if u not in known}
    if batch not in REGION:
        return {**known, **shares(total - sum(known.values()), weights)}
    n = dict(known)
    for name, whole in REGION[batch].items():
        of = {u: w for u, w in weights.items() if region[h.province(u)] == name}
        n.update(shares(whole - sum(v for u, v in known.items() if region[h.province(u)] == name), of))
    return n


def firm(unit):
    while True:
        name = h.SHORT[unit] + ''.join(rng.sample(BRAND, rng.choice((2, 2, 3)))) + rng.choice(TRADE) + rng.choice(FORM)
        if name not in names:
            names.add(name)
            return name, unit, 'm' + h.ident('company', name)[:16], None


def site(unit, batch, what):
    return 'https://example.gov.cn/%s/art/%d/%s.html' % (unit.lower(), 2018 + batch, what)


def round_two(ids):
    for e in h.rows['transform/events.tsv'][-len(ids):]:
        e.update(round=2, round_year=2025)


def review(batch, day, firms, passed, nth=1):
    """Each unit's lists: proposed, passed, and of every other unit those that failed.  Returns who passed."""
    good = []
    for u in h.BOTH:
        of = [f for f in firms if f[1] == u]
        if not of:
            continue
        n = max(1, round(len(of) * passed / len(firms)))
        for kind, part in ('review_publicity', of[:n]), ('review_final', of[:n]), ('review_failed', of[n:]):
            if not part or kind == 'review_failed' and len(of) % 2:
                continue
            doc = h.document(site(u, batch, kind + str(nth)), '第%s批专精特新“小巨人”企业复核%s' % (
                h.DIGITS[batch], {'review_publicity': '通过企业名单公示', 'review_final': '通过企业名单',
                                  'review_failed': '未通过企业名单'}[kind]), day, u, 'unit-' + u)
            ids = h.a_list(doc, batch, kind, day, part, u)
            if nth == 2:
                round_two(ids)
        good += of[:n]
    return good


def national(batch, kind, day, firms, title):
    h.a_list(h.document('https://www.miit.gov.cn/art/%d/%s.html' % (2018 + batch, kind), title, day,
                        number='工信部企业函〔%d〕%d号' % (2018 + batch, 100 + batch)), batch, kind, day, firms)


def batch_of_units(batch, firms, proposed):
    title = '第%s批专精特新“小巨人”企业名单' % h.DIGITS[batch]
    for u in h.BOTH:
        if batch == 7 and u in NO_LIST:
            continue
        for kind, of in ('publicity', proposed), ('final', firms):
            part = [f for f in of if f[1] == u]
            if not part or kind == 'final' and batch == 6 and u in NO_FINAL:
                continue
            day = DAYS[batch][kind == 'final']
            h.a_list(h.document(site(u, batch, kind), ('关于%s的公示' if kind == 'publicity' else '关于公布%s的通知') % title,
                                day, u, 'unit-' + u), batch, kind, day, part, u)


def renames(firms):
    """One of sixty firms gets another trade in its name."""
    some = [f for i, f in enumerate(firms) if i % 60 == 0]
    new = [(f[0][:-4] + '科技' + f[0][-4:], f[1], f[2], f[0]) for f in some]
    h.a_list(h.document('https://www.miit.gov.cn/art/2024/rename.html', '关于专精特新“小巨人”企业更名名单的公告', '2024-12-01'),
             None, 'rename', '2024-12-01', new)


def proposals():
    """Firms that only a proposal names hold a provisional title, where no final list covers it."""
    for e in h.rows['transform/events.tsv']:
        if e['kind'] == 'publicity' and e['batch'] == 6 and e['unit'] in NO_FINAL:
            h.rows['transform/validity.tsv'].append(dict(
                company=e['company'], valid_from=e['event_on'], valid_until='2027' + e['event_on'][4:], batch=6,
                basis='publicity', event=e['event'], ended='expired', dated_by='publicity'))
    h.rows['transform/validity.tsv'].sort(key=lambda r: (r['company'], r['valid_from'], r['valid_until']))


def cities():
    for e in h.rows['transform/events.tsv']:
        if e['province_code'] not in ('110000', '120000', '310000', '500000') and e['unit'] != 'XPCC':
            e['city_code'] = e['unit'] if not e['unit'].endswith('0000') else e['unit'][:2] + '0100'
    place = {e['company']: e.get('city_code') for e in h.rows['transform/events.tsv']}
    for f in 'transform/companies.tsv', 'transform/places.tsv':
        for r in h.rows[f]:
            r['city_code'] = place[r['company']]


def key_support(firms):
    for n, day, part in (2, '2021-05-10', firms[:3000]), (3, '2022-05-17', firms[3000:8400]):
        national(n, 'key_support', day, part, '关于第%d批重点“小巨人”企业名单的公示' % (n - 1))
        h.rows['transform/lists.tsv'][-1].update(programme='key_small_giant', batch=None)
        for e in h.rows['transform/events.tsv'][-len(part):]:
            e.update(programme='key_small_giant', batch=None)


def world():
    both, first, passed = h.as_announced()
    b1 = [firm(u) for u in both for _ in range(first[u])]
    b2 = [firm(u) for u in both for _ in range(both[u] - first[u])]
    national(1, 'publicity', '2019-05-05', b1, '关于第一批专精特新“小巨人”企业名单的公示')
    national(1, 'final', '2019-06-05', b1, '关于公布第一批专精特新“小巨人”企业名单的通告')
    national(2, 'final', '2020-11-13', b2, '关于公布第二批专精特新“小巨人”企业名单的通告')
    all_firms = b1 + b2
    for batch in range(3, 8):
        proposed, n = SIZE[batch]
        firms = [firm(u) for u, k in by_unit(batch, n).items() for _ in range(k)]
        more = [firm(rng.choice(list(both)[:20])) for _ in range(proposed - n)]
        if batch == 3:
            national(3, 'publicity', DAYS[3][0], firms, '关于第三批专精特新“小巨人”企业名单的公示')
            national(3, 'final', DAYS[3][1], firms, '关于公布第三批专精特新“小巨人”企业名单的通告')
            b3 = firms
        else:
            batch_of_units(batch, firms, firms + more)
        if batch == 4:
            b4 = firms
        all_firms += firms
    good = [f for u in both for f in [x for x in b1 if x[1] == u][:passed[u]]]
    review(1, '2022-08-08', good + [f for f in b1 if f not in good], 155)
    review(2, '2023-07-14', b2, 1078)
    review(3, '2024-09-02', b3, 2430)
    review(4, '2025-10-20', b4, 3780)
    key_support(all_firms)
    renames(all_firms)
    for d in h.rows['fetch/documents.tsv']:
        d['fetched_at'] = '2026-03-01T00:00:00Z'
    h.write_all(sys.argv[1], [cities, proposals])


if __name__ == '__main__':
    world()
