#!/usr/bin/env python3
"""Tables made at random whose truth is known, against miit-transform.

    claims.py TRANSFORM [--count N] [--seed S] [-v]

Each table stands below a title of one list: of new titles of a batch, of reviews passed,
of a province's own.  Words stand above its groups of columns, at one height or several,
merged or as CSV has them; in rows of their own between its firms; in columns beside the
names: levels, questions and their answers, classes, batches, outcomes, remarks, data.
Of each word it is known how it was made what it says of its firm: that the firm is what
the list says, that it is not or nobody knows, or something that touches no title.

    wrong    a firm is claimed to be what it is not, or what nobody knows
    lost     a firm stands neither among the events nor among the rejects
    refused  a firm is set aside of which all words agree with the list

Ends with 1 where anything was wrong or lost.
"""

import argparse
import hashlib
import os
import random
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import remarks  # noqa: E402

CITIES = '合肥 芜湖 安庆 铜陵 宣城 池州 黄山 亳州 宿州 阜阳 滁州 六安 淮南 蚌埠 淮北'.split()
STEMS = '甲乙丙丁戊己庚辛壬癸'
FAVOURABLE = {'publicity', 'final', 'recommended', 'review_publicity', 'review_final'}
# What a word says of its firm.
OK, NO, ANY = 'ok', 'no', 'any'
# That its level is the list's; that it is not, unless a column of levels says so.
LEVEL, UNLESS_LEVEL = 'level', 'unless_level'
YES = ['√', '✓', '是', '1', 'Y', '☑', 'yes']
NOT = ['×', '否', '0', 'N', '✗', '不是', '□']
NOTHING = ['—', '-', '/', 'N/A', '无', '--']
ODD = ['○', '●', '★', '？', '△', '※']
ATTRIBUTES = ['是否上市', '是否高新技术企业', '小微企业', '是否规上企业', '是否民营企业', '上市公司', '是否有研发机构']
DATA = [('主导产品', lambda r: r.choice(remarks.COMPOUNDS)), ('营业收入（万元）', lambda r: str(r.randint(0, 90000))),
        ('发明专利数', lambda r: r.choice(['0', '1', '12', '—', '/'])), ('联系电话', lambda r: '0551-6%07d' % r.randrange(10 ** 7)),
        ('法定代表人', lambda r: remarks.invented(r, 2, 3)), ('评分', lambda r: r.choice(['85', '0', '—', '91.5'])),
        ('成立时间', lambda r: '%d年' % r.randint(1990, 2020)), ('所属行业', lambda r: r.choice(['制造业', '软件业', '通用设备制造业']))]


# Headings of what somebody judged, of which a table has one.
OUTCOMES = ['复核结果', '评审结果', '审核结果', '是否通过', '是否入围', '是否入选', '是否确定入围']


class List:
    """A title and what its words mean: own and other levels, batches, acts."""

    def __init__(self, r):
        self.kind = r.choice(['new', 'new', 'new', 'review', 'province'])
        final = r.random() < .3
        form = '关于公布%s的通知' if final else '关于%s的公示'
        self.level, self.others = '国家级', ['省级', '市级', '县级']
        if self.kind == 'new':
            self.title = form % '安徽省第六批专精特新“小巨人”企业名单'
            self.claim = ('small_giant', 'national', '6', 'final' if final else 'publicity')
        elif self.kind == 'review':
            self.title = form % '安徽省第三批专精特新“小巨人”复核通过企业名单'
            self.claim = ('small_giant', 'national', '3', 'review_final' if final else 'review_publicity')
        else:
            self.title = form % '安徽省2024年度省级专精特新中小企业名单'
            self.claim = ('srdi_sme', 'provincial', '\\N', 'final' if final else 'publicity')
            self.level, self.others = '省级', ['国家级', '市级']

    def above(self, r):
        """Words above a group, and what they say; None for 其他, which depends on the others."""
        own, other = self.level, r.choice(self.others)
        word = r.choice([
            (own, OK), (own, OK), (own + '企业', OK), ('第一组', ANY), ('名单（%s）' % r.choice('一二三'), ANY), ('2024年', ANY),
            ('已上市企业', ANY), ('未上市企业', ANY), ('制造业', ANY),
            (other, NO), (other, NO), (other + '企业', NO), (own + '以下', NO), (other + r.choice(['及以下', '及以上']), NO),
            ('非' + own, NO), (own + '除外', NO), (own + '候选企业', NO), ('待定', NO), ('退库企业', NO), ('取消资格企业', NO),
            ('单项冠军企业', NO), ('自愿放弃企业', NO), ('撤销企业', NO), (remarks.invented(r) + '企业', NO), ('第九批', NO),
            ('其他', None), ('其他企业', None)])
        if self.kind == 'review' and word[0] in ('第九批', '取消资格企业', '撤销企业', '退库企业', '自愿放弃企业'):
            return (other, NO)
        if self.kind == 'province' and word[0] == '第九批':
            return (other, NO)
        return word


def answer(r, blank=.15):
    """A cell below a question, and what it is."""
    kind = r.choices(['yes', 'not', 'nothing', 'odd', 'text', 'blank'], [.4, .2, .1, .05, .05, blank])[0]
    cell = {'yes': YES, 'not': NOT, 'nothing': NOTHING, 'odd': ODD, 'text': [remarks.invented(r)], 'blank': ['']}[kind]
    return r.choice(cell), kind


class Column:
    """A column beside the names: its cells, and what each says."""

    def __init__(self, r, l, rows):
        self.heading, self.cells, self.says = None, [''] * rows, [ANY] * rows
        make = r.choice([self.data, self.data, self.attribute, self.favourable, self.adverse, self.kinds, self.level,
                         self.remark, self.outcome, self.batch, self.programme])
        make(r, l, rows)

    def data(self, r, l, rows):
        self.heading, make = r.choice(DATA)
        self.cells = [make(r) if r.random() < .9 else '' for _ in range(rows)]

    def attribute(self, r, l, rows):
        self.heading = r.choice(ATTRIBUTES)
        for i in range(rows):
            if r.random() < .1:
                self.cells[i], self.says[i] = r.choice(['已撤销资格', '自愿放弃认定', '上市：已撤销资格']), NO
            else:
                self.cells[i] = answer(r)[0] if self.heading[0] == '是' else r.choice(['√', '×', '', '是', '否'])

    def favourable(self, r, l, rows):
        self.heading = r.choice(['是否入围', '审核通过', '是否入选', '评审通过', '是否列入', '是否确定入围'])
        kinds = []
        for i in range(rows):
            self.cells[i], kind = answer(r)
            if kind == 'text' and self.heading[0] != '是':
                self.cells[i], kind = '√', 'yes'
            kinds.append(kind)
        for i, kind in enumerate(kinds):
            self.says[i] = OK if kind == 'yes' else NO if kind != 'blank' or 'yes' in kinds else ANY

    def programme(self, r, l, rows):
        own = '专精特新中小企业' if l.kind == 'province' else '小巨人'
        self.heading = r.choice([own, '是否' + own, '单项冠军', '是否单项冠军'])
        if '单项冠军' in self.heading:      # what the firm is besides
            self.cells = [r.choice(YES + NOT + ['', '—']) for _ in range(rows)]
            return
        kinds = []
        for i in range(rows):
            self.cells[i], kind = answer(r)
            if kind == 'text':
                self.cells[i], kind = '2024年', 'yes'
            kinds.append(kind)
        for i, kind in enumerate(kinds):
            self.says[i] = OK if kind == 'yes' else NO if kind != 'blank' or 'yes' in kinds else ANY

    def adverse(self, r, l, rows):
        self.heading = r.choice(['是否放弃', '是否撤销', '有无异议', '取消资格', '是否有违法行为', '是否自愿退出'])
        for i in range(rows):
            self.cells[i], kind = answer(r)
            if kind == 'text' and self.heading == '取消资格':
                self.cells[i], kind = '', 'blank'
            if kind == 'yes' and '有' in self.heading:
                self.cells[i] = r.choice(YES + ['有'])
            self.says[i] = NO if kind in ('yes', 'odd', 'text') else OK

    def kinds(self, r, l, rows):
        self.heading = r.choice(['类别', '新增/复核', '新认定/复核', '类型'])
        new, review = ('新增', OK if l.kind == 'new' else NO), ('复核', NO if l.kind == 'new' else OK)
        words = [('省级' if l.level == '国家级' else '国家级', NO), ('单项冠军', NO), ('已撤销', NO), ('制造业', OK), ('', ANY)]
        if l.kind != 'province':
            words += [new, new, review, review]
        for i in range(rows):
            self.cells[i], self.says[i] = r.choice(words)

    def level(self, r, l, rows):
        self.heading = r.choice(['级别', '认定级别', '层级'])
        other = l.others
        words = [(l.level, LEVEL)] * 4 + [(w, NO) for w in other] + [
            (l.level + '以下', NO), (other[0] + '（已升%s）' % l.level, NO), (l.level + '（拟）', NO), ('原' + l.level, NO),
            (l.level + '候选', NO), (l.level + '、' + other[0], LEVEL), (other[0] + '或' + l.level, NO), ('', ANY)]
        for i in range(rows):
            self.cells[i], self.says[i] = r.choice(words)

    def remark(self, r, l, rows):
        self.heading = r.choice(['备注', '说明'])
        for i in range(rows):
            if r.random() < .5:
                continue
            kind, self.cells[i] = remarks.case(r)
            # Batches and levels that are no others' in a list of the sixth are in one of the third.
            self.says[i] = NO if kind in remarks.STOPS else ANY
            if kind == 'favourable' and l.kind != 'new':
                self.cells[i], self.says[i] = '', ANY

    def outcome(self, r, l, rows):
        self.heading = '复核结果' if l.kind == 'review' else r.choice(['评审结果', '审核结果', '是否通过'])
        kinds = [r.choice(['yes'] * 5 + ['no', 'nothing', 'blank']) for _ in range(rows)]
        for i, kind in enumerate(kinds):
            self.cells[i] = {'yes': '通过', 'no': r.choice(['未通过', '不通过', '待定', '不合格']),
                             'nothing': r.choice(['—', '/', '○']), 'blank': ''}[kind]
            self.says[i] = OK if kind == 'yes' else NO if kind != 'blank' or 'yes' in kinds else ANY

    def batch(self, r, l, rows):
        if l.kind != 'new':
            return self.data(r, l, rows)
        self.heading = r.choice(['批次', '认定批次'])
        words = [('第六批', OK)] * 3 + [('六', OK), ('第五批', NO), ('五', NO), ('第四批、第五批', NO), ('', ANY)]
        for i in range(rows):
            self.cells[i], self.says[i] = r.choice(words)


def levels(r, l, rows):
    """Columns of several levels side by side: headings, cells by column, what each row says."""
    names = [l.level] + r.sample(l.others, r.randint(1, 2))
    r.shuffle(names)
    own = names.index(l.level)
    marks = [[answer(r) for _ in names] for _ in range(rows)]
    for row in marks:
        for c, (cell, kind) in enumerate(row):
            if kind == 'text':
                row[c] = ('', 'blank')
    stated = any(row[own][1] == 'yes' for row in marks)
    says = []
    for row in marks:
        kinds = [kind for _, kind in row]
        if kinds[own] == 'yes':
            says.append(OK if 'odd' not in kinds else ANY)
        elif 'yes' in kinds or 'odd' in kinds or kinds[own] == 'not':
            says.append(NO)
        else:
            says.append(UNLESS_LEVEL if stated else ANY)
    return names, [[row[c][0] for row in marks] for c in range(len(names))], says


class Table:
    """Rows of cells (None: nothing there), merged cells (row, column, columns), and what is
    said of each firm."""

    def __init__(self):
        self.rows, self.spans, self.firms = [], [], {}

    def firm(self, n, says):
        """The name of the nth firm, of which all these are said."""
        name = '%s%s科技有限公司' % (CITIES[n % len(CITIES)], ''.join(STEMS[int(d)] for d in '%03d' % n))
        self.firms[name] = NO if NO in says or (UNLESS_LEVEL in says and LEVEL not in says) else OK
        return name


def beside_table(r, l):
    """One group of columns with others beside it, on both sides."""
    t, rows = Table(), r.randint(3, 9)
    columns = [Column(r, l, rows) for _ in range(r.randint(1, 7))]
    seen, kept = set(), []
    for c in columns:
        kind = 'outcome' if c.heading in OUTCOMES else c.heading
        if kind not in seen:
            kept.append(([c.heading], [c.cells], c.says))
        seen.add(kind)
    if r.random() < .4:
        kept.append(levels(r, l, rows))
        r.shuffle(kept)
    left = [k for k in kept if r.random() < .15]
    right = [k for k in kept if k not in left]
    flat = lambda part: [(h, cells) for names, all_cells, _ in part for h, cells in zip(names, all_cells)]  # noqa: E731
    heads = [h for h, _ in flat(left)] + ['序号', '企业名称'] + [h for h, _ in flat(right)]
    t.rows.append(heads)
    for i in range(rows):
        name = t.firm(i, [says[i] for _, _, says in kept])
        t.rows.append([c[i] or None for _, c in flat(left)] + [str(i + 1), name] + [c[i] or None for _, c in flat(right)])
    return t


def settle_rest(words):
    """What 其他 says beside these: nothing of titles where none of the others speaks of one."""
    quiet = all(w[0] in ('已上市企业', '未上市企业', '制造业', '第一组') or w[0].startswith('名单') or w[1] is None for w in words)
    return [(w, (ANY if quiet else NO) if s is None else s) for w, s in words]


def group_table(r, l):
    """Groups side by side below words at one to three heights."""
    t, groups, rows = Table(), r.randint(2, 4), r.randint(1, 3)
    heads = r.choice([['序号', '企业名称'], ['序号', '企业名称', '所属地区'], ['企业名称', '所属地区']])
    width, said = len(heads), [[] for _ in range(groups)]
    merged = r.random() < .6
    every = []
    for height in range(r.randint(1, 3)):
        # A word stands over one group, or over several neighbours.
        cuts, at = [], 0
        while at < groups:
            n = r.randint(1, groups - at) if height == 0 else 1
            n = min(n, groups - 1)
            cuts.append((at, n))
            at += n
        every.append([(at, n, l.above(r)) for at, n in cuts])
    words = settle_rest([w for line in every for _, _, w in line])
    for line in every:
        row = [None] * (groups * width)
        for at, n, _ in line:
            word, says = words.pop(0)
            row[at * width] = word
            if merged:
                t.spans.append((len(t.rows) + 1, at * width + 1, n * width))
            for g in range(at, at + n):
                said[g].append(says)
        t.rows.append(row)
    t.rows.append(heads * groups)
    for i in range(rows):
        row = []
        for g in range(groups):
            name = t.firm(g * rows + i, said[g])
            row += [{'序号': str(g * rows + i + 1), '企业名称': name, '所属地区': name[:2] + '市'}[h] for h in heads]
        t.rows.append(row)
    return t


def section_table(r, l):
    """Rows with one text between the firms."""
    t, n = Table(), 0
    own, others = l.level, l.others
    t.rows.append(['序号', '企业名称', '所属地区'])
    merged, titles = r.random() < .6, []
    for _ in range(r.randint(2, 4)):
        titles.append(r.choice([(own, OK), (own + '企业', OK)] + [(o, NO) for o in others] + [
            (r.choice(others) + '专精特新“小巨人”企业', NO), ('单项冠军企业', NO), ('其他', None), ('其他企业', None)]))
    for nth, (word, says) in enumerate(settle_rest(titles)):
        word = r.choice(['', '', '%s、' % '一二三四'[nth], '（%s）' % '一二三四'[nth]]) + word + r.choice(['', '', '（2家）'])
        t.rows.append([word, None, None])
        if merged:
            t.spans.append((len(t.rows), 1, 3))
        for _ in range(2):
            name = t.firm(n, [says])
            n += 1
            t.rows.append([str(n), name, name[:2] + '市'])
    return t


MAKERS = {'beside': beside_table, 'groups': group_table, 'sections': section_table}


def stream(sha, l, t):
    width = max(len(row) for row in t.rows)
    lines = ['document\t1\t%s\ttext/html\tutf-8\thtml\tutf8' % sha, 'text\t1\tmeta\tArticleTitle: ' + l.title,
             'text\t2\tmeta\tPubDate: 2024-09-02 09:00', 'text\t3\tmeta\tSiteName: 安徽省工业和信息化厅',
             'table\t4\t\\N\tbody\t%d\t%d' % (len(t.rows), width)]
    lines += ['span\t4\t%d\t%d\t1\t%d' % s for s in t.spans]
    for i, row in enumerate(t.rows):
        cells = ['\\N' if c is None else c for c in row]
        while cells and cells[-1] == '\\N':
            cells.pop()
        lines.append('row\t4\t%d\t%s' % (i + 1, '\t'.join(cells)))
    lines.append('end\t%d' % len(lines))
    return '\n'.join(lines) + '\n'


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w', encoding='utf-8') as f:
        f.write(text)
    data = text.encode()
    return data.count(b'\n'), len(data), hashlib.sha256(data).hexdigest()


def read(path):
    with open(path, encoding='utf-8') as f:
        lines = [line.rstrip('\n').split('\t') for line in f]
    return [dict(zip(lines[0], line)) for line in lines[1:]]


def transform(program, tables):
    """The events and rejects of tables, each a page of its own."""
    columns = '''document url final_url parent_url anchor source title published_on document_number publisher unit fetched_at
        http_status etag last_modified media_type bytes note date_evidence'''.split()
    head = 'file\tformat_version\trows\tbytes\tsha256\tprogram\n'
    line = '%s\t1\t%d\t%d\t%s\ttest\n'
    with tempfile.TemporaryDirectory() as folder:
        manifest, pages = head, '\t'.join(columns) + '\n'
        for sha, (l, t) in sorted(tables.items()):
            name = sha[:2] + '/' + sha + '.tsv'
            manifest += line % ((name,) + write(folder + '/parse/' + name, stream(sha, l, t)))
            pages += '\t'.join([sha, 'https://site.example/%s.html' % sha] + ['\\N'] * (len(columns) - 2)) + '\n'
        write(folder + '/parse/manifest.tsv', manifest)
        rows, size, sha = write(folder + '/fetch/documents.tsv', pages)
        write(folder + '/fetch/manifest.tsv', head + line % ('documents.tsv', rows - 1, size, sha))
        p = subprocess.run([program, '--data', folder], capture_output=True, encoding='utf-8')
        if p.returncode not in (0, 3):
            sys.exit('claims.py: %s ended with %d: %s' % (program, p.returncode, p.stderr[-500:]))
        return read(folder + '/transform/events.tsv'), read(folder + '/transform/rejects.tsv')


def show(t, name):
    """The table around a firm in one line."""
    return ' // '.join(' | '.join(c or '' for c in row) for i, row in enumerate(t.rows)
                       if name in row or not any(c in t.firms for c in row if c))


def main():
    p = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    p.add_argument('transform')
    p.add_argument('--count', type=int, default=600)
    p.add_argument('--seed', type=int, default=1)
    p.add_argument('-v', action='store_true', help='prints what was refused, too')
    a = p.parse_args()
    r = random.Random(a.seed)
    tables, made = {}, {}
    for n in range(a.count):
        sha = hashlib.sha256(b'%d' % n).hexdigest()
        made[sha] = list(MAKERS)[n % len(MAKERS)]
        l = List(r)
        tables[sha] = l, MAKERS[made[sha]](r, l)
    events, rejects = transform(a.transform, tables)
    given, set_aside = {}, set()
    for e in events:
        given.setdefault((e['document'], e['name']), []).append(e)
    for e in rejects:
        set_aside.add((e['document'], e['row_no']))
    wrong = lost = 0
    fits, refused = dict.fromkeys(MAKERS, 0), dict.fromkeys(MAKERS, 0)
    for sha, (l, t) in tables.items():
        row_of = {c: str(i + 1) for i, row in enumerate(t.rows) for c in row if c in t.firms}
        for name, says in t.firms.items():
            claims = [tuple(e[k] for k in ('programme', 'level', 'batch', 'kind')) for e in given.get((sha, name), [])]
            bad = [c for c in claims if (c[3] in FAVOURABLE if says == NO else c != l.claim)]
            if bad:
                wrong += 1
                print('wrong\t%s\t%s\t%s\t%s' % (l.title, name, ' '.join(bad[0]), show(t, name)))
            elif not claims and not {(sha, row_of[name]), (sha, '\\N')} & set_aside:
                lost += 1
                print('lost\t%s\t%s\t%s' % (l.title, name, show(t, name)))
            if says != NO:
                fits[made[sha]] += 1
                refused[made[sha]] += not claims
                if a.v and not claims:
                    print('refused\t%s\t%s\t%s' % (l.title, name, show(t, name)))
    for kind in MAKERS:
        print('%s: read %.1f%% of %d' % (kind, 100 * (1 - refused[kind] / max(1, fits[kind])), fits[kind]))
    print('%d tables, %d firms, %d that fit no list: wrong %d, lost %d' % (
        a.count, sum(len(t.firms) for _, t in tables.values()),
        sum(len(t.firms) for _, t in tables.values()) - sum(fits.values()), wrong, lost))
    sys.exit(wrong + lost > 0)


if __name__ == '__main__':
    main()
