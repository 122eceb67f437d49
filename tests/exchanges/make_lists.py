#!/usr/bin/env python3
"""The lists of three stock exchanges and two of small giants, whose truth is known:

    make_lists.py SEED FOLDER

40 listed firms, of which some are small giants under their present name, some under a
former one that a list of changed names connects, some under one that nothing connects;
among the small giants, firms whose names nearly are those of others, and firms that
took a name that another had given up.  Writes below FOLDER

    giants/            what is imported: two lists with their sidecars
    site/              what the exchanges answer: szse-*.xlsx, sse-*.json, bse.json
    truth.tsv          code, exchange, board, day, firm; firm of what the lists print
    printed.tsv        list (batch or -), name, firm
"""
import json
import os
import random
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'site'))
import office       # noqa: E402

seed, folder = int(sys.argv[1]), sys.argv[2]
chance = random.Random(seed)
CITIES = [('苏州', '江苏省'), ('杭州', '浙江省'), ('深圳', '广东省'), ('合肥', '安徽省'), ('成都', '四川省')]
BRAND = '华瑞科安达中天恒信博远宏图金石明德海川立新'
TRADES = ['精密机械', '电子', '新材料', '轨道装备', '生物', '智能装备']

used = set()


def fresh():
    while True:
        city, province = chance.choice(CITIES)
        name = city + ''.join(chance.sample(BRAND, 3)) + chance.choice(TRADES) + '股份有限公司'
        if name not in used:
            used.add(name)
            return name, city, province


def near(name):
    """A name that is nearly this one and another firm's."""
    city, brand, rest = name[:2], name[2:5], name[5:]
    for other in (city + brand + rest.replace('股份有限公司', '有限公司'),
                  city + brand[:2] + chance.choice(BRAND) + rest,
                  city + brand + '集团' + rest):
        if other not in used:
            used.add(other)
            return other
    return fresh()[0]


PREFIX = [('SZSE', 'main', '002'), ('SZSE', 'chinext', '300'), ('SSE', 'main', '603'), ('SSE', 'star', '688'),
          ('BSE', 'beijing', '920')]
firms, printed, changes, renames = [], [], [], []
for n in range(40):
    exchange, board, prefix = PREFIX[n % 5]
    name, city, province = fresh()
    names = [name]
    for _ in range(chance.choice([0, 0, 1, 1, 2])):
        names.append(fresh()[0])
    firms.append(dict(n=n, exchange=exchange, board=board, code='%s%03d' % (prefix, n), city=city, province=province,
                      day='%d-%02d-%02d' % (chance.randint(2019, 2023), chance.randint(1, 12), chance.randint(1, 28)),
                      names=names, delisted=n in (5, 7, 22)))
    # Shenzhen and the ministry print changes of names; nothing does for some.
    for i in range(1, len(names)):
        day = '%d-%02d-%02d' % (2020 + 2 * i, chance.randint(1, 12), chance.randint(1, 28))
        if exchange == 'SZSE':
            changes.append((day, firms[-1]['code'], names[-1][2:6], names[i - 1], names[i]))
        elif chance.random() < 0.6:
            renames.append((names[i - 1], names[i]))

others = 40
for f in firms:
    as_of_2019, as_of_2025 = f['names'][0], f['names'][-1]
    if chance.random() < 0.7:
        printed.append((1, as_of_2019, f['n']))
    if chance.random() < 0.4:
        printed.append((7, as_of_2025, f['n']))
    if chance.random() < 0.5:
        printed.append((chance.choice([1, 7]), near(as_of_2025), others))
        others += 1
    # Years after it was given up, another firm has the name and applies under it.
    if len(f['names']) == 2 and f['exchange'] == 'SZSE' and chance.random() < 0.5 and (1, as_of_2019, f['n']) in printed:
        printed.append((7, as_of_2019, others))
        others += 1

os.makedirs(os.path.join(folder, 'giants'))
os.makedirs(os.path.join(folder, 'site'))


def write(name, text):
    with open(os.path.join(folder, name), 'w') as f:
        f.write(text)


def xlsx(name, sheet, rows):
    office.write_xlsx(os.path.join(folder, 'site', name + '.xlsx'), rows, sheet=sheet)


def giants(name, title, day, heading, rows):
    write('giants/%s.csv' % name, '\n'.join(','.join(r) for r in [heading] + rows) + '\n')
    return '%s.csv,%s,%s,工业和信息化部' % (name, title, day)


meta = ['file,title,published_on,publisher']
for batch, ordinal, day in ((1, '一', '2019-06-05'), (7, '七', '2025-11-10')):
    rows = [name for b, name, _ in printed if b == batch]
    meta.append(giants('batch-%d' % batch, '关于公布第%s批专精特新“小巨人”企业名单的通告' % ordinal, day,
                       ('序号', '企业名称', '主导产品'),
                       [(str(i + 1), name, '精密轴承' if batch == 1 else '') for i, name in enumerate(rows)]))
if renames:
    meta.append(giants('renames', '关于核准部分专精特新“小巨人”企业简单更名的公告', '2024-06-05',
                       ('序号', '更名前企业名称', '更名后企业名称'),
                       [(str(i + 1), a, b) for i, (a, b) in enumerate(renames)]))
write('giants/meta.csv', '\n'.join(meta) + '\n')

heading = ['板块', '公司全称', '英文名称', '注册地址', 'A股代码', 'A股简称', 'A股上市日期', 'A股总股本', 'A股流通股本',
           'B股代码', 'B股 简 称', 'B股上市日期', 'B股总股本', 'B股流通股本', '地      区', '省    份', '城     市',
           '所属行业', '公司网址', '未盈利', '具有表决权差异安排', '具有协议控制架构']
chance.shuffle(firms)
board_words = {'main': '主板', 'chinext': '创业板'}
sz = [f for f in firms if f['exchange'] == 'SZSE']
xlsx('szse-listed', 'A股列表', [heading] + [
    [board_words[f['board']], f['names'][-1], 'Firm %d Co., Ltd.' % f['n'], f['province'] + f['city'] + '市某某路1号',
     f['code'], f['names'][-1][2:6], f['day'], '100,000,000', '50,000,000', '', '', '', '0', '0', '华东', f['province'],
     f['city'] + '市', 'C 制造业', '', '', '', ''] for f in sz if not f['delisted']])
xlsx('szse-renamed', '全称变更',
     [['变更日期', '证券代码', '证券简称', '变更前全称', '变更后全称']] + [list(c) for c in changes])
xlsx('szse-delisted', '终止上市',
     [['证券代码', '证券简称', '上市日期', '终止上市日期']] +
     [[f['code'], f['names'][-1][2:6], f['day'], '2025-03-03'] for f in sz if f['delisted']])


def answer(rows):
    return {'actionErrors': [], 'pageHelp': {'total': len(rows), 'pageNo': 1, 'data': rows}, 'result': rows}


def sse(f, kind):
    return {'A_STOCK_CODE': f['code'], 'B_STOCK_CODE': '-', 'COMPANY_CODE': f['code'],
            'SEC_NAME_CN': f['names'][-1][2:6], 'FULL_NAME': f['names'][-1],
            'FULL_NAME_IN_ENGLISH': 'Firm %d Co., Ltd.' % f['n'], 'STOCK_TYPE': kind,
            'LIST_DATE': f['day'].replace('-', ''), 'DELIST_DATE': '20250303' if f['delisted'] else '-',
            'CSRC_CODE': 'C', 'CSRC_CODE_DESC': '制造业', 'AREA_NAME_DESC': f['province']}


for name, board, kind in (('sse-main', 'main', '1'), ('sse-star', 'star', '8')):
    rows = [sse(f, kind) for f in firms if (f['exchange'], f['board']) == ('SSE', board) and not f['delisted']]
    write('site/%s.json' % name, json.dumps(answer(rows), ensure_ascii=False))
write('site/sse-delisted.json', json.dumps(answer([sse(f, '1') for f in firms if f['exchange'] == 'SSE' and
                                                   f['delisted']]), ensure_ascii=False))
# Its list has short names; every second code stands beside a full name elsewhere.
bse = [f for f in firms if f['exchange'] == 'BSE']
write('site/bse.json', json.dumps([{'xxzqdm': f['code'], 'xxzqjc': f['names'][-1][2:6],
                                    'fxssrq': f['day'].replace('-', ''), 'xxhyzl': '通用设备制造业',
                                    'xxssdq': f['province'], 'xxzgb': 122577200} for f in bse], ensure_ascii=False))
write('giants/bse-names.csv', '证券代码,公司全称,上市日期\n' + ''.join(
    '%s,%s,%s\n' % (f['code'], f['names'][-1], f['day']) for f in bse if f['n'] % 2 == 0))

write('truth.tsv', ''.join('\t'.join([f['code'], f['exchange'], f['board'], f['day'], str(f['n']),
                                      str(int(f['delisted']))]) + '\n' for f in firms))
write('printed.tsv', ''.join('%d\t%s\t%d\n' % p for p in printed))
write('names.tsv', ''.join('%s\t%d\n' % (name, f['n']) for f in firms for name in f['names']))
write('changes.tsv', ''.join('%s\t%s\n' % (a, b) for a, b in [c[3:] for c in changes] + renames))
