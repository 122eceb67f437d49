#!/usr/bin/python3
"""Writes a made-up history of designations whose truth is known.

    make_history.py FIRMS SEED OUT [--later-lists N]

OUT.tsv holds the events in the columns that tests/resolve reads, OUT.truth one
line per event: its number, the firm it is really about, and how it may be
linked ("plain", or "typo" where a name is misprinted, which only the review
can find).  The first field of an event line is its number as an id.

The world: firms are designated in one of seven yearly batches by the list of
their unit, reviewed every three years, sometimes revoked; a quarter change
their name, some of these again or back; rename notices come up to ten months
after the change, and lists printed meanwhile have either name; of one rename in eight there is no
notice, but a code is printed with both names.  A name given up for good is
taken by another firm after a year in one case of five.  A third of the
lists print credit codes; in one of fifty of these a code slips to the row
below.  One print of a name in 200 has a slip of the pen: another character, a
character less, 有限公司 against 有限责任公司, the place before it missing.
"""
import random
import sys

UNITS = [('110000', '北京'), ('120000', '天津'), ('320000', '苏州'),
         ('330000', '杭州'), ('330200', '宁波'), ('370000', '济南'),
         ('370200', '青岛'), ('420000', '武汉'), ('440000', '广州'),
         ('440300', '深圳'), ('510000', '成都'), ('610000', '西安')]
SYLLABLES = ('安邦宝北博才超辰诚驰创达德鼎东恩凡方飞丰孚福富刚高格冠光广国海汉航豪浩和恒宏'
             '华辉汇慧佳嘉建杰捷金锦晶精景久巨君俊凯康科坤蓝朗乐力利联良林龙隆绿迈美明铭能'
             '宁诺欧鹏普启千强乔勤清庆泉仁荣瑞润森尚胜盛世舒顺思斯泰腾天通同拓万威维伟文沃'
             '翔祥欣新鑫信兴星雄旭宣亚扬耀业一亿益毅银英永优友宇裕元源远悦云泽展哲振正志智'
             '中众卓子宗')
TRADES = ['科技', '电子', '机械', '新材料', '智能装备', '生物医药', '精密制造', '软件',
          '传感器', '光电', '环保设备', '汽车零部件', '半导体', '化工', '仪器仪表', '轴承']
FORMS = ['有限公司'] * 6 + ['股份有限公司'] * 3 + ['有限责任公司']
CODE_DIGITS = '0123456789ABCDEFGHJKLMNPQRTUWXY'
YEARS = {1: '2019-06-05', 2: '2020-11-13', 3: '2021-07-19', 4: '2022-08-08',
         5: '2023-07-14', 6: '2024-09-02', 7: '2025-10-20'}


def day(date, months):
    y, m, d = (int(x) for x in date.split('-'))
    m += months
    return '%04d-%02d-%02d' % (y + (m - 1) // 12, (m - 1) % 12 + 1, d)


class World:
    def __init__(self, firms, seed):
        self.rng = random.Random(seed)
        self.taken = set()
        self.vacant = []
        self.rows = []          # (list, fields, firm, how)
        self.firms = [self.found(i) for i in range(firms)]

    def new_name(self, place):
        while True:
            brand = ''.join(self.rng.sample(SYLLABLES, self.rng.choice(
                (2, 3, 3, 4))))
            name = place + brand + self.rng.choice(TRADES) + \
                self.rng.choice(FORMS)
            if name not in self.taken:
                self.taken.add(name)
                return name

    def found(self, i):
        rng = self.rng
        unit, place = rng.choice(UNITS)
        batch = rng.randint(1, 7)
        start = YEARS[batch]
        code = ''.join(rng.choice(CODE_DIGITS) for _ in range(18))
        firm = dict(id=i, unit=unit, place=place, batch=batch, code=code,
                    names=[('0000-00-00', self.new_name(place))], notices=[],
                    unnoticed=[])
        when = start
        while rng.random() < .25 and len(firm['names']) < 5:
            when = day(when, rng.randint(2, 30))
            if when > '2026-01-01':
                break
            if len(firm['names']) > 1 and rng.random() < .3:
                name = firm['names'][-2][1]     # back again
            else:
                name = self.new_name(place)
            old = firm['names'][-1][1]
            firm['names'].append((when, name))
            if rng.random() < .125:
                firm['unnoticed'].append((old, name))
            else:
                firm['notices'].append((day(when, rng.randint(0, 10)), old,
                                        name))
        return firm

    def name_at(self, firm, date):
        """The name a list of that day prints: the firm's, or the one before
        while the notice of the rename is not yet out."""
        name = [n for d, n in firm['names'] if d <= date][-1]
        late = [old for d, old, new in firm['notices']
                if new == name and d > date]
        return late[0] if late and self.rng.random() < .4 else name

    @staticmethod
    def last_day(firm, name):
        """When a firm gave the name up for the last time, reported or not, or the
        last notice of it came."""
        left = [d for (d, _), (_, before) in zip(firm['names'][1:],
                                                 firm['names']) if before == name]
        return max(left + [d for d, old, _ in firm['notices'] if old == name])

    def reuse_names(self):
        """Lets firms that are designated late enough take a vacant name."""
        gone = []
        for f in self.firms:
            kept = {f['names'][-1][1]}
            for when, old, _ in f['notices']:
                later = [d for d, o, n in f['notices'] if n == old]
                if old not in kept and not later:
                    gone.append((day(max(when, self.last_day(f, old)), 13),
                                 old, f))
        self.rng.shuffle(gone)
        plain = [f for f in self.firms if len(f['names']) == 1]
        for free, name, former in gone:
            if self.rng.random() > .2 or not plain:
                continue
            for k in range(40):
                f = plain[self.rng.randrange(len(plain))]
                if f['unit'] == former['unit'] and YEARS[f['batch']] > free:
                    plain.remove(f)
                    f['names'] = [('0000-00-00', name)]
                    f['reused'] = True
                    break

    def misprint(self, firm, name):
        rng = self.rng
        kind = rng.randrange(4)
        if kind == 0:
            at = rng.randrange(len(firm['place']), len(name) - 4)
            return name[:at] + rng.choice(SYLLABLES) + name[at + 1:]
        if kind == 1:
            at = rng.randrange(len(firm['place']), len(name) - 4)
            return name[:at] + name[at + 1:]
        if kind == 2:
            if name.endswith('有限责任公司'):
                return name[:-6] + '有限公司'
            if name.endswith('股份有限公司'):
                return name[:-6] + '有限责任公司'
            return name[:-4] + '有限责任公司'
        return name[len(firm['place']):]

    def publish(self, kind, batch, date, unit, firms, codes):
        """One list."""
        number = 'L%s-%s-%s-%s' % (kind, batch, date, unit)
        rows = []
        for f in firms:
            name, how = self.name_at(f, date), 'plain'
            if self.rng.random() < .005:
                wrong = self.misprint(f, name)
                if wrong not in self.taken:
                    name, how = wrong, 'typo'
            rows.append([number, batch, kind, date, name, '\\N', unit,
                         f['code'] if codes else '\\N', f['id'], how])
        if codes:
            for i in range(1, len(rows)):
                if self.rng.random() < .001:
                    rows[i][7] = rows[i - 1][7]
        for r in rows:
            self.rows.append((number, r[:8], r[8], r[9]))

    def print_codes(self):
        """Codes with both names of a rename that has no notice."""
        names = {f['id']: set(sum(f['unnoticed'], ()))
                 for f in self.firms if f['unnoticed']}
        for _, fields, firm, how in self.rows:
            if how == 'plain' and fields[4] in names.get(firm, ()):
                names[firm].remove(fields[4])
                fields[7] = self.firms[firm]['code']

    def run(self):
        rng = self.rng
        self.reuse_names()
        for unit, _ in UNITS:
            for batch, start in YEARS.items():
                fs = [f for f in self.firms
                      if f['unit'] == unit and f['batch'] == batch]
                dropped = {f['id'] for f in fs if rng.random() < .02}
                self.publish('publicity', batch, start, unit, fs,
                             rng.random() < .3)
                fs = [f for f in fs if f['id'] not in dropped]
                self.publish('final', batch, day(start, 1), unit, fs,
                             rng.random() < .3)
                for k in (1, 2):
                    when = day(start, 36 * k + 1)
                    if when > '2026-06-01':
                        break
                    failed = [f for f in fs if rng.random() < .2]
                    out = {f['id'] for f in failed}
                    fs = [f for f in fs if f['id'] not in out]
                    self.publish('review_final', batch, when, unit, fs,
                                 rng.random() < .3)
                    self.publish('review_failed', batch, when, unit, failed,
                                 False)
        self.print_codes()
        notices = sorted((d, f['unit'], old, new, f['id'])
                         for f in self.firms for d, old, new in f['notices'])
        for d, unit, old, new, firm in notices:
            number = 'Lrename-%s-%s' % (d[:7], unit)
            self.rows.append((number, [number, '\\N', 'rename', d, new, old,
                                       unit, '\\N'], firm, 'plain'))


def main():
    firms, seed, out = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    w = World(firms, seed)
    w.run()
    with open(out + '.tsv', 'w') as e, open(out + '.truth', 'w') as t:
        e.write('event\tlist\tbatch\tkind\tevent_on\tname_printed\t'
                'previous_name\tunit\tcredit_code\n')
        t.write('event\tfirm\thow\n')
        for i, (_, fields, firm, how) in enumerate(w.rows):
            number = '%016x' % (i * 0x9e3779b97f4a7c15 % 2 ** 64)
            e.write(number + '\t' + '\t'.join(map(str, fields)) + '\n')
            t.write('%s\t%s\t%s\n' % (number, firm, how))


main()
