#!/usr/bin/python3
"""Makes a data folder as fetch, parse and transform leave it, for tests of load.

    make_handoff.py DATA [--more N]     a sound one: batches 1 and 2 as announced
    make_handoff.py DATA --few          the same lists of six firms
    make_handoff.py --seal DATA         writes the manifests again after an edit

The sound folder agrees with every number that DOMAIN knows of batches 1 and 2:
248 and 1,584 designated firms, by unit as the ministry counted them together,
155 firms that passed the review of 2022 and 93 that did not, one rename.  Firms
are invented.  --more N adds N events of batch 4, 1,000 a list.
"""
import csv
import hashlib
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
DIGITS = '零一二三四五六七八九'
COLUMNS = {
    'fetch/documents.tsv': '''document url final_url parent_url anchor source title published_on document_number
        publisher unit fetched_at http_status etag last_modified media_type bytes note''',
    'transform/events.tsv': '''event list programme level batch kind event_on sequence name_printed name name_key
        company previous_name unit province_code province city_code city district_code district place_evidence
        credit_code credit_code_status product document member table_no row_no col_no place_in_document name_rules
        review_year evidence former_ids title_batch round round_year happened_on exchange board stock_code english_name
        industry segment''',
    'transform/lists.tsv': '''list document member table_no place_in_document locator source url page_url title
        programme level batch kind event_on document_number unit declared declared_where sections sections_agreed
        sections_disagreed events rows title_rows heading_rows repeated_heading_rows section_rows blank_rows note_rows
        footer_rows reject_rows event_rows sequence_first sequence_last sequence_gaps sequence_repeats
        unmapped_columns review_year evidence former_ids''',
    'transform/rejects.tsv': 'document member table_no row_no col_no list reason text detail',
    'transform/companies.tsv': '''company name name_key credit_code unit province_code city_code district_code
        place_evidence events first_on last_on first_batch joined_by former_ids''',
    'transform/names.tsv': 'company name name_key first_on last_on successor events',
    'transform/validity.tsv': '''company valid_from valid_until batch basis event ended_by ended ended_list
        dated_by''',
    'transform/places.tsv': 'company from_on unit province_code city_code district_code place_evidence event',
    'transform/coverage.tsv': '''unit batch round round_year list event_on proposed named firms declared covers
        why''',
    'transform/review.tsv': 'company_a company_b name_a name_b reason score evidence',
    'transform/decisions.tsv': '''file line document notice locator row_no company other field value was decided_by
        decided_on why state detail''',
}
COLUMNS = {f: c.split() for f, c in COLUMNS.items()}
rows = {f: [] for f in COLUMNS}


def ident(*parts):
    return hashlib.sha256('\0'.join(map(str, parts)).encode()).hexdigest()


def escape(v):
    if v is None:
        return '\\N'
    return str(v).replace('\\', '\\\\').replace('\t', '\\t').replace('\n', '\\n').replace('\r', '\\r')


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w', encoding='utf-8', newline='') as f:
        f.write(text)


def seal(data):
    for stage in ('fetch', 'parse', 'transform'):
        top, out = os.path.join(data, stage), ['file\tformat_version\trows\tbytes\tsha256\tprogram']
        for folder, _, files in os.walk(top):
            for name in files:
                p = os.path.join(folder, name)
                f = os.path.relpath(p, top)
                if f == 'manifest.tsv' or not f.endswith('.tsv'):
                    continue
                b = open(p, 'rb').read()
                version = '2' if stage == 'transform' else '1'
                out.append('\t'.join([f, version, str(b.count(b'\n') - (stage != 'parse')), str(len(b)),
                                      hashlib.sha256(b).hexdigest(), 'test']))
        write(os.path.join(top, 'manifest.tsv'), '\n'.join([out[0]] + sorted(out[1:])) + '\n')


def table(path):
    with open(path, encoding='utf-8') as f:
        return list(csv.DictReader(f, delimiter='\t', quoting=csv.QUOTE_NONE))


EXPECTED = table(os.path.join(HERE, '../../load/expected.tsv'))
BOTH = {r['unit']: int(r['firms']) for r in EXPECTED     # batches 1 and 2 by unit, in the ministry's order
        if (r['batch_from'], r['batch_until']) == ('1', '2') and r['unit'] != '\\N'}
SHORT = dict(zip(BOTH, '''北京 天津 河北 山西 内蒙古 辽宁 吉林 黑龙江 上海 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南
    重庆 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆 石河子 大连 宁波 厦门 青岛 深圳'''.split()))


def province(unit):
    return '650000' if unit == 'XPCC' else unit[:2] + '0000'


def document(url, title, day, unit=None, source=None, number=None):
    sha = ident('document', url)
    rows['fetch/documents.tsv'].append(dict(
        document=sha, url=url, final_url=url, source=source or 'miit', title=title, published_on=day, unit=unit,
        document_number=number, fetched_at='2026-11-01T00:00:00Z', http_status=200, media_type='text/html', bytes=1000))
    return sha, url, title, source or 'miit'


def round_of(batch, kind):
    """Of reviews: all are of the third year."""
    return dict(title_batch=batch, round=1, round_year=2021 + batch) if kind.startswith('review') else {}


def coverage():
    """Final lists and their rounds, by unit: each names all that were proposed."""
    firms = {}
    for e in rows['transform/events.tsv']:
        if e['kind'] in ('publicity', 'final', 'review_publicity', 'review_final'):
            key = e['batch'], e.get('round', 0), e.get('round_year'), e['unit']
            firms.setdefault(key, {}).setdefault(e['kind'], []).append(e)
    for (batch, nth, year, unit), kinds in sorted(firms.items(), key=str):
        final = kinds.get('review_final' if nth else 'final', [])
        proposed = kinds.get('review_publicity' if nth else 'publicity', [])
        rows['transform/coverage.tsv'].append(dict(
            unit=unit, batch=batch, round=nth, round_year=year, list=final[0]['list'] if final else None,
            event_on=final[0]['event_on'] if final else None, proposed=len(proposed),
            named=len(proposed) if final else 0, firms=len(final), declared=len(final), covers=int(bool(final)),
            why='four_fifths' if final and proposed else 'declared' if final else 'no_list'))


def a_list(doc, batch, kind, day, firms, unit=None):
    """firms: (name, unit, company, previous name or None)."""
    sha, url, title, source = doc
    lid = 's' + ident('list', sha, kind)[:16]
    ids = []
    for i, (name, u, company, previous) in enumerate(firms, 1):
        eid = 'v' + ident('event', lid, i)[:16]
        ids.append(eid)
        rows['transform/events.tsv'].append(dict(
            event=eid, list=lid, programme='small_giant', level='national', batch=batch, kind=kind, event_on=day,
            sequence=i, name_printed=name, name=name, name_key=name, company=company, previous_name=previous, unit=u,
            province_code=province(u), place_evidence='column', credit_code_status='absent', document=sha, table_no=1,
            row_no=i + 1, col_no=2, place_in_document='body', **round_of(batch, kind)))
    n = len(firms)
    rows['transform/lists.tsv'].append(dict(
        list=lid, document=sha, table_no=1, place_in_document='body',
        locator='body', source=source, url=url, page_url=url, title=title,
        programme='small_giant', level='national', batch=batch, kind=kind, event_on=day, unit=unit, declared=n,
        declared_where='共%d家' % n, sections=0, sections_agreed=0, events=n, rows=n + 1, title_rows=0, heading_rows=1,
        repeated_heading_rows=0, section_rows=0, blank_rows=0, note_rows=0, footer_rows=0, reject_rows=0, event_rows=n,
        sequence_first=1, sequence_last=n))
    return ids


def firm(unit, i):
    number = ''.join(DIGITS[int(c)] for c in str(i))
    name = SHORT[unit] + '试' + number + '号新能源科技有限公司'
    return name, unit, 'm' + ident('company', name)[:16], None


def companies():
    """What transform makes of the events, for firms with one name and one that was renamed."""
    by = {}
    for e in rows['transform/events.tsv']:
        by.setdefault(e['company'], []).append(e)
    for c, es in sorted(by.items()):
        es.sort(key=lambda e: (e['event_on'], e['event']))
        last, names = es[-1], {}
        for e in es:
            names.setdefault(e['name'], []).append(e)
        rows['transform/companies.tsv'].append(dict(
            company=c, name=last['name'], name_key=last['name_key'], unit=last['unit'],
            province_code=last['province_code'], place_evidence='column', events=len(es), first_on=es[0]['event_on'],
            last_on=last['event_on'], joined_by='name',
            first_batch=min((e['batch'] for e in es if e['kind'] == 'final'), default=None)))
        rows['transform/places.tsv'].append(dict(
            company=c, from_on=es[0]['event_on'], unit=last['unit'], province_code=last['province_code'],
            place_evidence='column', event=es[0]['event']))
        for name, of in names.items():
            rows['transform/names.tsv'].append(dict(
                company=c, name=name, name_key=name, first_on=of[0]['event_on'], last_on=of[-1]['event_on'],
                successor=next((e['name'] for e in es if e['previous_name'] == name), None), events=len(of)))
        start = next((e for e in es if e['kind'] == 'final'), None)
        if start is None:
            continue
        day = start['event_on']
        spans = [(start, day, str(int(day[:4]) + 3) + day[4:])]
        for e in es:
            if e['kind'] == 'review_final':
                spans.append((e, spans[-1][2], str(int(spans[-1][2][:4]) + 3) + spans[-1][2][4:]))
        for e, a, b in spans:
            rows['transform/validity.tsv'].append(dict(
                company=c, valid_from=a, valid_until=b, batch=start['batch'], basis=e['kind'], event=e['event'],
                ended='lapsed' if b == spans[-1][2] else 'renewed', dated_by='final'))


def as_announced():
    """Firms of batches 1 and 2 together, of batch 1, and of these passed: by unit."""
    # Batch 1: nine firms of Shaanxi are known, the rest stand where they may.
    first = {u: (9 if u == '610000' else min(n, 6)) for u, n in BOTH.items()}
    for u in BOTH:
        while sum(first.values()) < 248 and u != '610000' and first[u] < BOTH[u]:
            first[u] += 1
    # Four pass in Ningbo, 155 in all.
    passed = {u: (4 if u == '330200' else first[u]) for u in BOTH}
    for u in BOTH:
        while sum(passed.values()) > 155 and u != '330200' and passed[u] > 2:
            passed[u] -= 1
    assert sum(BOTH.values()) == 1832 and sum(first.values()) == 248 and sum(passed.values()) == 155
    return BOTH, first, passed


def make(data, more, few):
    both, first, passed = as_announced()
    if few:
        both, first, passed = ({u: n for u in ('110000', '330200')} for n in (3, 2, 1))
    b1 = [firm(u, i) for u in both for i in range(first[u])]
    b2 = [firm(u, i) for u in both for i in range(first[u], both[u])]

    host = 'https://www.miit.gov.cn/'
    a_list(document(host + '1p.html', '关于第一批专精特新“小巨人”企业名单的公示', '2019-05-05'), 1, 'publicity', '2019-05-05', b1)
    a_list(document(host + '1.html', '关于公布第一批专精特新“小巨人”企业名单的通告', '2019-06-05',
                    number='工信部企业函〔2019〕153号'), 1, 'final', '2019-06-05', b1)
    a_list(document(host + '2.html', '关于公布第二批专精特新“小巨人”企业名单的通告', '2020-11-13',
                    number='工信部企业函〔2020〕335号'), 2, 'final', '2020-11-13', b2)

    # One firm changes its name before the review.
    name, unit, company, _ = b1[0]
    new = name.replace('新能源', '储能')
    a_list(document(host + 'rename.html', '关于专精特新“小巨人”企业更名名单的公示', '2021-12-01'), 1, 'rename',
           '2021-12-01', [(new, unit, company, name)])
    b1[0] = (new, unit, company, None)

    # The review by units.
    for u in both:
        firms = [f for f in b1 if f[1] == u]
        if not firms:
            continue
        doc = document('https://example.gov.cn/%s/review.html' % u, '第一批专精特新“小巨人”企业复核结果', '2022-08-08', u,
                       'unit-' + u)
        a_list(doc, 1, 'review_final', '2022-08-08', firms[:passed[u]], u)
        if firms[passed[u]:]:
            a_list(doc, 1, 'review_failed', '2022-08-08', firms[passed[u]:], u)

    units = [u for u in both if u != '540000']
    for k in range(0, more, 1000):
        u = units[k // 1000 % len(units)]
        firms = [firm(u, 10000 + k + i) for i in range(min(1000, more - k))]
        a_list(document('https://example.gov.cn/%s/%d.html' % (u, k), '第四批专精特新“小巨人”企业名单', '2022-09-01', u,
                        'unit-' + u), 4, 'final', '2022-09-01', firms, u)

    write_all(data)


def write_all(data, more=()):
    """What transform makes of the lists, then every file; `more` is called in between."""
    companies()
    coverage()
    for f in more:
        f()
    orders = {'fetch/documents.tsv': ('url', 'document'), 'transform/lists.tsv': ('document', 'list')}
    for f, columns in COLUMNS.items():
        if f in orders:
            rows[f].sort(key=lambda r: tuple(r[k] for k in orders[f]))
        lines = ['\t'.join(columns)] + ['\t'.join(escape(r.get(c)) for c in columns) for r in rows[f]]
        write(os.path.join(data, f), '\n'.join(lines) + '\n')
    printed = dict.fromkeys((r['document'] for r in rows['fetch/documents.tsv']), 0)
    for r in rows['transform/lists.tsv']:
        printed[r['document']] += r['rows']
    for sha, n in printed.items():      # the table alone, without its rows
        write(os.path.join(data, 'parse', sha[:2], sha + '.tsv'),
              'document\t1\t%s\ttext/html\tutf-8\thtml\tutf8\ntable\t1\t\\N\tbody\t%d\t3\nend\t2\n' % (sha, n))
    seal(data)


if __name__ == '__main__':
    if sys.argv[1] == '--seal':
        seal(sys.argv[2])
    else:
        make(sys.argv[1], int(sys.argv[3]) if '--more' in sys.argv else 0, '--few' in sys.argv)
