#!/usr/bin/python3
"""Worlds of firms whose true life is known, against what resolve makes of them.

    worlds.py RESOLVE WORK [--worlds N] [--first SEED] [-v]

A world has eight units of the nation and the batches 1 to 7.  A firm is
proposed, designated or dropped, reviewed every third year, passes, fails, is
dropped between the two lists of a review or does not apply; it is renamed, it
moves to another unit, its title is revoked or given up, and one that lost the
title may win it again in a later batch.  The ministry prints the first three
batches, units the others; reviews are printed by batch until 2024 and from 2025
by the year, two batches in one list.  Some passes come in a late supplement.
Beside these lists stand copies without a date, lists a second time, excerpts of
one city and lists that repeat all titles of a day.

Each world is drawn twice:

  complete  All lists are there.  Every term must be exact, to the day, and
            none provisional or implied.
  holes     Of the lists of proposals, designations and reviews three in ten
            are missing, and some are there as the excerpt of a city only.  What
            ends or renames is never missing: nobody could know of it.  No claim
            may be wrong: a day is claimed and true; or claimed by a term that
            says that it is provisional, implied or dated by something else than
            its final list; or not claimed, where the last term says that no
            list of its review is known, or the firm is in no list that counts.

Prints the wrong claims, then the figures.  Ends with 1 where one is wrong."""
import argparse
import collections
import datetime
import os
import random
import subprocess
import sys

Day = datetime.date
LOST = 'failed dropped silent revoked withdrew'.split()
UNITS = {'110000': 1, '120000': 1, '320000': 3, '330000': 3, '330200': 1, '340000': 3, '370000': 3, '370200': 1,
         '420000': 3, '440000': 3, '440300': 1, '510000': 3, '610000': 2, 'XPCC': 1}
LAST = Day(2026, 12, 31)        # no round falls due later


def years(day, n):
    try:
        return day.replace(year=day.year + n)
    except ValueError:
        return Day(day.year + n, 3, 1)


def days(day, n):
    return day + datetime.timedelta(days=n)


class Title:
    def __init__(self, batch, day, unit):
        self.batch, self.day, self.unit = batch, day, unit
        self.until = years(day, 3)


class Firm:
    def __init__(self, number, unit, city):
        self.unit, self.city = unit, city
        self.names = [(Day(2000, 1, 1), '宁甲%s仪器有限公司' % ''.join(chr(0x4e00 + 40 * int(d) + 300 * i)
                                                         for i, d in enumerate('%05d' % number)))]
        self.homes = [(Day(2000, 1, 1), unit, city)]
        self.titles = []        # of the truth
        self.lost_on = None

    def name(self, day):
        return [n for d, n in self.names if d <= day][-1]

    def home(self, day):
        return [(u, c) for d, u, c in self.homes if d <= day][-1]

    def holds(self, day):
        return any(t.day <= day < t.until for t in self.titles)


class World:
    def __init__(self, seed, holes):
        self.rng = random.Random(seed)
        self.holes = holes
        self.lists = collections.defaultdict(list)      # (kind, day, key) -> rows
        self.units = self.rng.sample(sorted(UNITS), 8)
        self.firms = []
        self.number = 0
        self.live()

    # --- what happens ---

    def print_firm(self, kind, day, batch, firm, key, review_year=None):
        unit, city = firm.home(day)
        self.lists[kind, day, key].append((firm, batch, firm.name(day), unit, city, review_year))

    def designate(self, batch):
        """A batch: its lists, and the firms that are new or come again."""
        rng, year = self.rng, 2018 + batch
        base = days(Day(year, rng.choice((6, 8, 9, 11)), 5), rng.randrange(20))
        again = [f for f in self.firms if f.lost_on is not None and f.lost_on < days(base, -60) and rng.random() < .1]
        for unit in self.units:
            late = 0 if batch <= 3 else rng.randrange(60)
            public, final = days(base, late - rng.randrange(30, 60) if batch > 3 else -40), days(base, late)
            key = 'nation' if batch <= 3 else unit
            firms = [f for f in again if f.home(public)[0] == unit]
            for _ in range(rng.randint(2, 9)):
                self.number += 1
                firms.append(Firm(self.number, unit, '%s0%d00' % (unit[:3], 1 + rng.randrange(UNITS[unit]))
                                  if UNITS[unit] > 1 else None))
                self.firms.append(firms[-1])
            rng.shuffle(firms)
            n = rng.randint(0, len(firms) // 5)
            self.mix(firms, n, lambda f: f.home(public)[1])
            for i, f in enumerate(firms):
                self.print_firm('publicity', public, batch, f, (key, batch))
                if i >= n:
                    self.print_firm('final', final, batch, f, (key, batch))
                    f.titles.append(Title(batch, final, unit))
                    f.lost_on = None
                    self.change(f, final)

    @staticmethod
    def mix(firms, n, city):
        """Puts others in front, so that the firms after the first n are of several cities where all are: a list
        that leaves out just the firms of the other cities cannot be distinguished from an excerpt."""
        for _ in range(len(firms)):
            every, left = {city(f) for f in firms}, {city(f) for f in firms[n:]}
            if n == 0 or len(left - {None}) > 1 or (len(every - {None}) < 2 and (None in left or None not in every)):
                return
            firms.append(firms.pop(0))

    def change(self, firm, since):
        """Renames and moves: notices that are never missing."""
        rng, moved, renamed = self.rng, None, None
        if rng.random() < .04:
            moved = days(since, rng.randrange(60, 900))
            firm.homes.append((moved, rng.choice([u for u in self.units if u[:2] != firm.home(since)[0][:2]]), None))
        if rng.random() < .1:
            renamed, old = days(since, rng.randrange(60, 900)), firm.names[-1][1]
            firm.names.append((renamed, old[:2] + '新' + old[2:]))
            self.lists['rename', renamed, ('rename', firm)].append((
                firm, None, firm.name(renamed), firm.home(renamed)[0], None, None, old))
        if moved:
            self.print_firm('moved', moved, None, firm, ('moved', firm))

    def end(self, firm, title, kind, day, key):
        self.print_firm(kind, day, title.batch, firm, key)
        title.until = max(title.day, min(title.until, day))
        firm.lost_on = title.until

    def review(self, batch, nth):
        """One round of a batch: every title that is still held, by unit."""
        rng, year = self.rng, 2018 + batch + 3 * nth
        by_year = year >= 2025
        groups = collections.defaultdict(list)
        for f in self.firms:
            for t in f.titles:
                if t.batch == batch and t.until == years(t.day, 3 * nth):
                    groups[f.home(t.until)[0]].append((f, t))
        for unit, members in groups.items():
            due = max(t.until for _, t in members)
            if by_year:
                public, final = self.by_year(unit, year)
                key = (unit, year)
            else:
                public = days(due, rng.randrange(-140, 60))
                final = days(public, rng.randrange(20, 120))
                key = (unit, batch, nth)
            failed_on = max(final, days(due, rng.randrange(1, 40))) if self.holes or by_year else final
            prints_failed = rng.random() < .5
            rng.shuffle(members)
            proposed = [m for m in members if rng.random() < .95]
            dropped = rng.randint(0, len(proposed) // 5)
            late = rng.randint(0, (len(proposed) - dropped) // 8)
            if (len(proposed) - dropped - late) * 5 < len(proposed) * 4:
                late = 0
            self.mix(proposed, dropped + late, lambda m: m[0].home(public)[1])
            for i, (f, t) in enumerate(members):
                printed = None if by_year else batch
                named = year if by_year else None
                if (f, t) not in proposed:
                    if prints_failed and rng.random() < .5:
                        self.print_firm('review_failed', failed_on, printed, f, key, named)
                        t.until = max(t.day, min(t.until, failed_on))
                    f.lost_on = t.until
                    continue
                at = proposed.index((f, t))
                self.print_firm('review_publicity', public, printed, f, key, named)
                if at < dropped:
                    f.lost_on = t.until
                    continue
                if at < dropped + late:
                    self.print_firm('review_final', days(final, rng.randrange(60, 400)), batch, f,
                                    ('late', f, batch, nth), named)
                else:
                    self.print_firm('review_final', final, printed, f, key, named)
                t.until = years(t.until, 3)

    def by_year(self, unit, year):
        """The days of a unit's two lists of a year: one for all batches."""
        rng = random.Random('%s %d %s' % (unit, year, self.number))
        public = Day(year, 9, 20) + datetime.timedelta(days=rng.randrange(40))
        return public, days(public, rng.randrange(20, 110))

    def strike(self, year):
        """Titles revoked or given up in the course of a year."""
        for f in self.firms:
            for t in f.titles:
                day = days(Day(year, 1, 10), self.rng.randrange(330))
                if t.day < days(day, -30) and day < days(t.until, -200) and self.rng.random() < .008:
                    kind = self.rng.choice(('revoked', 'withdrew'))
                    self.end(f, t, kind, day, (kind, f.home(day)[0], year))

    def live(self):
        for year in range(2019, 2027):
            if year <= 2025:
                self.designate(year - 2018)
            for batch in range(1, 8):
                if year > 2018 + batch and (year - 2018 - batch) % 3 == 0:
                    self.review(batch, (year - 2018 - batch) // 3)
            self.strike(year)

    # --- what is printed ---

    def rows(self):
        """Rows of events, list by list, as they came out or with holes."""
        rng, out = self.rng, []
        for n, ((kind, day, key), rows) in enumerate(sorted(self.lists.items(), key=lambda x: (
                x[0][1], x[0][0], str([r[2] for r in x[1]])))):
            fixed = kind in ('revoked', 'withdrew', 'rename', 'moved', 'review_failed') or key[0] == 'late'
            whole = True
            if self.holes and not fixed:
                if rng.random() < .3:
                    continue
                cities = sorted({r[4] for r in rows if r[4]})
                if len(cities) > 1 and key[0] != 'nation' and rng.random() < .3:
                    city = rng.choice(cities)
                    rows = [r for r in rows if r[4] == city]
                    whole = False
            out += [('l%d' % n, kind, day) + r for r in rows]
            if fixed or not whole:
                continue
            if rng.random() < .1:       # again, a week later
                out += [('l%da' % n, kind, days(day, 7)) + r for r in rows]
            if rng.random() < .1:       # without a date
                out += [('l%du' % n, kind, None) + r for r in rows]
            city = rows[0][4]
            if city and rng.random() < .15:     # an excerpt besides
                out += [('l%de' % n, kind, days(day, 3)) + r for r in rows if r[4] == city]
        for year in (2024, 2026):       # all titles of the day, by unit
            day = Day(year, 3, 20)
            for unit in self.units:
                held = [(f, t) for f in self.firms for t in f.titles if t.day <= day < t.until
                        and f.home(day)[0] == unit]
                if len({t.batch for _, t in held}) > 1 and rng.random() < .5:
                    out += [('r%s%d' % (unit, year), 'final', day, f, t.batch, f.name(day)) + f.home(day) + (None,)
                            for f, t in held]
        rng.shuffle(out)
        return out


def write(rows, path):
    with open(path, 'w', encoding='utf-8') as f:
        f.write('list\tkind\tevent_on\tbatch\tname_printed\tunit\tplace_evidence\tcity_code\treview_year\t'
                'previous_name\n')
        for r in rows:
            number, kind, day, _, batch, name, unit, city, year = r[:9]
            f.write('\t'.join('\\N' if v is None else str(v) for v in (
                number, kind, day, batch, name, unit, 'column', city, year, r[9] if len(r) > 9 else None)) + '\n')


def table(path):
    with open(path, encoding='utf-8') as f:
        head = f.readline().rstrip('\n').split('\t')
        return [dict(zip(head, [None if v == '\\N' else v for v in line.rstrip('\n').split('\t')])) for line in f]


def spans(pairs):
    """Days joined: [from, until) that touch are one."""
    out = []
    for a, b in sorted(p for p in pairs if p[0] < p[1]):
        if out and a <= out[-1][1]:
            out[-1][1] = max(b, out[-1][1])
        else:
            out.append([a, b])
    return out


def is_marked(t):
    return t['basis'] in ('publicity', 'review_publicity', 'implied', 'restated') or t['dated_by'] != 'final'


class Judge:
    def __init__(self, work, resolve):
        self.work, self.resolve = work, resolve
        self.figures = collections.Counter()
        self.wrong = []

    def run(self, seed, holes):
        world = World(seed, holes)
        rows = world.rows()
        path = os.path.join(self.work, 'world.tsv')
        folder = os.path.join(self.work, 'world')
        write(rows, path)
        subprocess.run([self.resolve, path, folder], check=True)
        company = {n['name']: n['company'] for n in table(folder + '/names.tsv')}
        terms = collections.defaultdict(list)
        for t in table(folder + '/validity.tsv'):
            terms[t['company']].append(t)
        known = collections.defaultdict(set)
        for r in rows:
            if r[2] is not None:
                known[id(r[3])].add((r[1], r[4]))
        for f in world.firms:
            ids = {company[n] for _, n in f.names if n in company}
            mine = [t for i in ids for t in terms[i]]
            if holes:
                self.judge_holes(seed, f, mine, known[id(f)])
            else:
                self.judge_complete(seed, f, mine, ids)

    def complain(self, seed, holes, firm, what):
        self.wrong.append('seed %d%s: %s: %s' % (seed, ' with holes' if holes else '', firm.names[0][1], what))

    def judge_complete(self, seed, firm, mine, ids):
        truth = spans((t.day, t.until) for t in firm.titles)
        got = spans((Day.fromisoformat(t['valid_from']), Day.fromisoformat(t['valid_until'])) for t in mine)
        self.figures['firms, all lists'] += 1
        self.figures['terms, all lists'] += len(mine)
        if len(ids) > 1:
            self.complain(seed, False, firm, '%d companies' % len(ids))
        elif truth != got:
            self.complain(seed, False, firm, 'terms %s, not %s' % (
                ['%s to %s' % tuple(s) for s in got], ['%s to %s' % tuple(s) for s in truth]))
        elif any(is_marked(t) for t in mine):
            self.complain(seed, False, firm, 'basis %s, dated by %s' % (
                ', '.join(t['basis'] for t in mine), ', '.join(t['dated_by'] for t in mine)))

    def judge_holes(self, seed, firm, mine, known):
        self.figures['firms, with holes'] += 1
        day = Day(2019, 3, 1)
        while day < Day(2030, 1, 1):
            holds, text = firm.holds(day), day.isoformat()
            here = [t for t in mine if t['valid_from'] <= text < t['valid_until']]
            self.figures['days of firms, with holes'] += 1
            if here and holds:
                self.figures['held, and so claimed' if not all(map(is_marked, here)) else
                             'held, claimed with a mark'] += 1
            elif not here and not holds:
                self.figures['not held, not claimed'] += 1
            elif here:
                self.figures['not held, claimed with a mark'] += 1
                if not all(map(is_marked, here)):
                    self.complain(seed, True, firm, 'does not hold the title on %s, claimed by %s of %s to %s' % (
                        text, here[0]['basis'], here[0]['valid_from'], here[0]['valid_until']))
                elif any(t['basis'] == 'implied' and t['dated_by'] == 'final' for t in here):
                    self.complain(seed, True, firm, 'does not hold the title on %s, implied' % text)
            else:
                self.missing(seed, firm, mine, known, day, text)
            day = days(day, 61)

    def missing(self, seed, firm, mine, known, day, text):
        before = [t for t in mine if t['valid_until'] <= text]
        last = max(before, key=lambda t: t['valid_until']) if before else None
        batch = [t.batch for t in firm.titles if t.day <= day < t.until][0]
        if last is not None and last['batch'] != str(batch):
            last = None     # of an earlier title
        known = {kind for kind, b in known if b in (batch, None)}
        after = [t for t in mine if t['valid_from'] > text]
        if last is None and (after or not known & {'final', 'publicity'}):
            # Nothing says since when, or nothing at all.
            self.figures['held, in no list that counts'] += 1
        elif last is None and 'publicity' not in known:
            self.figures['held, printed by lists that repeat only'] += 1
        elif last is not None and (last['ended'] == 'expired' or last['dated_by'] != 'final'):
            self.figures['held, the list of the review missing and said so'] += 1
        else:
            self.complain(seed, True, firm, 'holds the title on %s; not claimed: %s' % (
                text, 'proposed and dropped' if last is None else 'the last term %s' % last['ended']))


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('resolve')
    ap.add_argument('work')
    ap.add_argument('--worlds', type=int, default=20)
    ap.add_argument('--first', type=int, default=1)
    ap.add_argument('-v', action='store_true')
    a = ap.parse_args()
    judge = Judge(a.work, a.resolve)
    for seed in range(a.first, a.first + a.worlds):
        judge.run(seed, False)
        judge.run(seed, True)
    for w in judge.wrong if a.v else judge.wrong[:20]:
        print(w)
    for k in sorted(judge.figures):
        print('%-50s %10d' % (k, judge.figures[k]))
    print('wrong %d of %d worlds' % (len(judge.wrong), a.worlds))
    sys.exit(1 if judge.wrong else 0)


main()
