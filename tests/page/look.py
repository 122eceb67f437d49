"""What a person would find on the page: see the usage of look() for each part.

    look.py PART PAGE WAREHOUSE     prints lines of: name, got, want (JSON, tabs between)

tests/page.t turns them into its own results.
"""
import json
import os
import sqlite3
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from browser import Browser  # noqa: E402

VIEWS = ['#', '#view=coverage', '#view=reviews', '#view=expiry', '#view=find', '#view=evidence', '#view=about',
         '#unit=330200', '#q=宁波']
TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
AXE = os.environ.get('MIIT_AXE', os.path.join(TOP, 'build/axe.min.js'))


def report(name, got, want=True):
    print('\t'.join((name, *(json.dumps(v, ensure_ascii=False, sort_keys=True) for v in (got, want)))))


def count(text):
    """1,832 is 1832; a dash is none."""
    digits = ''.join(c for c in text or '' if c.isdigit())
    return int(digits) if digits else None


class Warehouse:
    def __init__(self, path):
        self.db = sqlite3.connect('file:%s?mode=ro' % path, uri=True)

    def rows(self, sql, *values):
        return [list(r) for r in self.db.execute(sql, values)]

    def number(self, sql, *values):
        return self.db.execute(sql, values).fetchone()[0]

    def holders(self, day):
        return self.number('SELECT count(DISTINCT company) FROM validity WHERE valid_from <= ?1 AND ?1 < valid_until', day)


def quiet(page, name):
    report(name + ': no error, no warning', page.errors, [])
    report(name + ': asks no network', page.asked, [])


def set_day(page, day):
    page.value('(f => { f.value = %s; f.dispatchEvent(new Event("change")); })(document.getElementById("day-field"))'
               % json.dumps(day))


# --- the parts ----------------------------------------------------------------


def figures(browser, file, w):
    page = browser.open(file)
    shown = {n: count(page.text('.figure.%s .value' % n)) for n in ('proposed', 'designated', 'valid')}
    day = w.number('SELECT day FROM data_date')
    report('the three counts are the warehouse\'s', shown, {
        'proposed': w.number('SELECT sum(publicity) FROM batch_counts'),
        'designated': w.number('SELECT sum(final) FROM batch_counts'), 'valid': w.holders(day)})
    report('the data date is said', day in page.text('h1'))
    # 248 and 1,584, of which 93 fail: the ministry's numbers.
    for on, want in ('2019-06-04', 0), ('2019-06-05', 248), ('2020-11-13', 1832), ('2022-06-05', 1739):
        set_day(page, on)
        report('holders on ' + on, count(page.text('.figure.valid .value')), want)
        report('  and so says the warehouse', w.holders(on), want)
        if on == '2020-11-13':
            before_missing = page.text('.tile[href*="540000"] .count')
    by_unit = dict(w.rows("""SELECT u.english, coalesce((SELECT companies FROM holders h WHERE h.unit = u.unit AND h.batch = 0
        AND h.day <= '2022-06-05' ORDER BY h.day DESC LIMIT 1), 0) FROM unit u"""))
    rows = page.value('''Array.from(document.querySelectorAll(".units tbody tr:not([hidden])"),
        r => [r.children[0].innerText, r.children[1].innerText])''')
    # Lists of batch 3 are missing by then: a unit without firms is not one with none.
    report('none before the lists that are missing is 0', before_missing, '0')
    by_unit = {n: v or None for n, v in by_unit.items()}
    report('the table of units on that day', {n: count(v) for n, v in rows}, by_unit)
    tiles = page.value('Array.from(document.querySelectorAll(".tile"), t => t.title)')
    report('37 tiles, each saying its number',
           {t.rsplit(': ', 1)[0]: count(t.rsplit(': ', 1)[1]) for t in tiles}, by_unit)
    places = page.value('new Set(Array.from(document.querySelectorAll(".tiles li"), '
                        'l => l.style.gridColumn + "/" + l.style.gridRow)).size')
    report('no two tiles in one place', places, 37)
    batches = page.value('''Array.from(document.querySelectorAll("section table"), t => t).filter(t =>
        t.caption.innerText === "The batches" || t.caption.textContent === "The batches").flatMap(t =>
        Array.from(t.tBodies[0].rows, r => [2, 3, 4, 5, 6].map(i => r.cells[i].innerText.split("/")[0])))''')
    report('the table of batches', [[count(c) or 0 for c in row] for row in batches],
           w.rows('SELECT publicity, final, valid_today, review_passed, review_failed FROM batch_counts'))
    page.value('document.getElementById("day-slider").focus()')
    before = page.value('Number(document.getElementById("day-slider").value)')
    page.key('ArrowLeft')
    report('the arrow keys move the day', page.value('Number(document.getElementById("day-slider").value)'), before - 1)
    page.wait('location.hash === "#day=2022-06-04"')
    quiet(page, 'overview')
    page.go('#view=about')
    report('the inputs with their rows', page.value('''Array.from(document.querySelectorAll("main table:last-of-type tbody tr"),
        r => [r.cells[0].innerText, r.cells[1].innerText.replace(/[^0-9–]/g, "")])'''),
           w.rows("SELECT stage || '/' || file, coalesce(rows, '–') || '' FROM input ORDER BY stage, file"))
    page.close()


def coverage(browser, file, w):
    page = browser.open(file, '#view=coverage')
    cells = page.value('''Array.from(document.querySelectorAll("a.state"), a => [a.className.split(" ")[1],
        a.querySelector("b").innerText + (a.lastChild.className === "hidden" ? "" : a.lastChild.textContent)])''')
    want = w.rows('SELECT state, found FROM coverage JOIN unit USING (unit) ORDER BY position, batch')
    report('every cell has its state', [s for s, _ in cells], [s for s, _ in want])
    report('and its letter beside the colour', all(t[:1].isalpha() for _, t in cells))
    report('and its firms', [count(t) or 0 for _, t in cells if '/' not in t],
           [f for (s, f), (_, t) in zip(want, cells) if '/' not in t])
    page.click('a.state[href*="batch=1"][href*="unit=330200"]')
    page.wait('document.querySelector("#cell .lists")')
    lists = w.rows("""SELECT title FROM list WHERE list IN (SELECT list FROM event WHERE unit = '330200'
        AND batch = 1) ORDER BY event_on, list""")
    report('a cell opens its lists', page.texts('#cell .lists .title'), [t for t, in lists])
    page.go('#view=coverage&batch=5&unit=440300', 'document.querySelector("#cell .notice")')
    # DOMAIN: of batch 5 Shenzhen proposed 310, as third parties counted.
    report('an empty cell says what is expected', page.text('#cell .notice'),
           'No list of Shenzhen for Batch 5 has been loaded; expected 310 (proposed for designation, open to '
           'objections, third parties did, or it follows from their figures).')
    page.go('#unit=440300', 'document.querySelector(".beside table")')
    row = page.value('''Array.from(document.querySelectorAll(".beside table")).at(-1).querySelector("tbody tr:nth-child(5)").innerText''')
    report('a batch whose list is missing has no number of firms', row.split('\t')[1:4], ['–', '–', '–'])
    page.go('#view=coverage&batch=5&unit=440300&lang=zh', 'document.documentElement.lang === "zh-CN"')
    report('in Chinese, too', page.text('#cell .notice'), '尚未载入深圳市第5批的名单；应有 310 家（公示，第三方）。')
    page.go('#view=reviews&lang=en', 'document.querySelector(".rounds")')
    rows = page.value('''Array.from(document.querySelectorAll("table")[0].tBodies[0].rows,
        r => Array.from(r.cells, c => c.innerText))''')
    got = {r[0]: [count(c) for c in r[1:]] for r in rows}
    report('every firm that was due is counted once', [n for n, r in got.items() if r[0] != sum(r[1:7])], [])
    report('the first round: 248 due, 155 passed, 93 failed', got['Batch 1, due 2022'][:3], [248, 155, 93])
    quiet(page, 'coverage and reviews')
    page.close()


def firms(browser, file, w):
    page = browser.open(file, '#q=宁波')
    want = w.number("SELECT count(DISTINCT company) FROM company_name WHERE name LIKE '%宁波%'")
    report('two characters find', page.value('search("宁波", 9999).total'), want)
    report('and say how many', str(want) in page.text('#results .quiet'))
    company, name, former = w.rows("""SELECT c.company, c.name, n.name FROM company c JOIN company_name n USING (company)
        WHERE n.name <> c.name""")[0]
    page.value('document.getElementById("search").select()')
    page.value('document.getElementById("search").focus()')
    page.type(name)
    page.wait('document.querySelectorAll("#results .results li").length === 1')
    report('a full name finds one firm', page.text('#results .results a'), name)
    report('which is one result', page.text('#results .quiet').endswith(': 1 result'))
    report('the field keeps the cursor', page.value('document.activeElement.id'), 'search')
    for what, typed in ('a former name', former), ('traditional characters', '寧波試'), \
            ('full width, spaces', '宁 波　试'), ('pinyin', 'ningboshi'), ('initials', 'nbsling'[:3]):
        hits = page.value('search(%s, 9999).firms.map(f => store.firm.name[f.firm])' % json.dumps(typed))
        report('%s: %s' % (what, typed), [h for h in hits if not (h == name if typed == former else '宁波试' in h)][:3]
               if hits else 'nothing', [])
    report('nobody of this name', page.value('search("沒有这样的企业", 9).total'), 0)
    page.go('#firm=' + company, 'document.querySelector(".timeline")')
    report('the card bears the name', page.text('h1'), name)
    events = w.rows("""SELECT name_printed, row_no, col_no, page_url, e.document FROM event e JOIN list l USING (list)
        WHERE company = ? ORDER BY e.event_on, e.event""", company)
    report('every entry', len(page.texts('.timeline > li')), len(events))
    card = page.text('.timeline')
    report('as printed, with its cell, address and digest', [e for e in events if not (
        e[0] in card and 'row %d, column %d' % (e[1], e[2]) in card and e[3] in card and e[4][:12] in card)], [])
    report('its terms', page.value('document.querySelectorAll("main table tbody tr").length'),
           w.number('SELECT count(*) FROM validity WHERE company = ?', company))
    page.value('globalThis.copied = []; copyText = async t => { copied.push(t); return true; }')
    page.click('.timeline button.copy')
    report('a digest is copied whole', page.value('copied[0]'), events[0][4])
    page.go('#view=find', 'document.getElementById("paste")')
    page.value('document.getElementById("paste").focus()')
    page.type('%s\n%s\n\n=cmd\n谁也不是有限公司\n' % (former, name))
    page.click('button.main')
    page.wait('document.querySelector("#pasted table")')
    report('pasted lines, one row each', [[r[1], r[2]] for r in page.value('''Array.from(document.querySelector(
        "#pasted table").tBodies[0].rows, r => Array.from(r.cells, c => c.innerText))''')],
           [[name, 'held it before']] * 2 + [['–', 'not in the loaded lists']] * 2)
    page.click('#pasted button.copy')
    lines = page.value('copied.at(-1)').split('\n')
    report('TSV: a line each, no formula', [len(lines), lines[3][:5], {len(l.split('\t')) for l in lines[:-1]} == {9}],
           [6, "'=cmd", True])
    page.go('#view=find&day=2021-01-01', 'document.getElementById("paste")')
    page.value('document.getElementById("paste").value = %s' % json.dumps(name))
    page.click('button.main')
    page.wait('document.querySelector("#pasted table")')
    report('the status is that of the day', page.text('#pasted .status'), 'holds the title')
    page.key('Tab')
    page.value('document.activeElement.blur()')
    page.key('/')
    report('/ goes to the search', page.value('document.activeElement.id'), 'search')
    quiet(page, 'firms')
    page.close()


def people(browser, file, w):
    """Languages, widths, barriers, what a state in the address shows."""
    page = browser.open(file, language='zh-CN')
    report('a Chinese browser gets Chinese', [page.value('document.documentElement.lang'),
                                              page.texts('nav a')[0]], ['zh-CN', '总览'])
    page.click('.language')
    page.wait('document.documentElement.lang === "en"')
    report('the switch', page.texts('nav a')[0], 'Overview')
    missing = page.value('Object.entries(words).filter(([, w]) => w.length !== 2 || w.some(t => !t)).map(([k]) => k)')
    report('every word in both languages', missing, [])
    page.go('#unit=nowhere', 'document.querySelector(".notice")')
    page.go('#firm=nobody', 'document.querySelector(".notice")')
    report('an unknown id is said', 'nobody' in page.text('.notice'))
    page.go('#day=2021-99-99', 'document.querySelector(".figure")')
    quiet(page, 'odd addresses')
    page.close()
    for language in 'en-GB', 'zh-CN':
        page = browser.open(file, phone=True, language=language, script='''
            globalThis.shift = 0; new PerformanceObserver(l => { for (const e of l.getEntries()) shift += e.value; })
            .observe({type: "layout-shift", buffered: true});''')
        report('a phone: nothing jumps while it loads', page.value('shift < 0.05'))
        wide = []
        for view in VIEWS:
            page.go(view)
            if page.value('document.documentElement.scrollWidth') > 390:
                wide.append(view)
        report('a phone: nothing is wider than it, ' + language, wide, [])
        quiet(page, 'a phone, ' + language)
        page.close()
    if not os.path.exists(AXE):
        print('axe\t"skip"\t"axe-core is not here (tests/page/get-axe)"')
        return
    axe = open(AXE, encoding='utf-8').read()
    company = w.number('SELECT company FROM event GROUP BY company ORDER BY count(*) DESC, company LIMIT 1')
    for dark in False, True:
        page = browser.open(file, dark=dark, language='zh-CN' if dark else 'en-GB', bypass=True)
        page.value(axe + '; 0')
        # In the dark the colours alone are others.
        for view in VIEWS + ['#firm=' + company, '#view=coverage&batch=1&unit=330200']:
            page.go(view)
            found = page.value('''axe.run(document, {resultTypes: ["violations"]%s}).then(r => r.violations.map(v =>
                v.id + ": " + v.nodes.slice(0, 3).map(n => n.target.join(" ")).join(", ")))''' % (', runOnly: ["color-contrast"]' if dark else ''))
            report('axe%s: %s' % (', dark' if dark else '', view), found, [])
        page.close()


def empty(browser, file, w):
    """What is not there is said on every view, without a gap or a word of the program's own."""
    page = browser.open(file)
    for view in VIEWS + ['#view=coverage&batch=1&unit=330200']:
        page.go(view)
        seen = page.text('body')
        report('empty: %s has a heading and no stray word' % view, [page.value('Boolean(document.querySelector("main h1"))')] + [
            odd for odd in ('[object', 'null', 'undefined', 'NaN', 'Infinity') if odd in seen], [True])
    page.go('#', 'document.querySelector(".figure")')
    report('empty: the counts are the warehouse\'s', [count(page.text('.figure.%s .value' % n)) for n in
           ('proposed', 'designated', 'valid')], [w.number('SELECT sum(%s) FROM batch_counts' % n) for n in
           ('publicity', 'final', 'valid_today')])
    quiet(page, 'empty')
    page.close()


def listed(browser, file, w):
    """A listing stands at its own day, however long ago, with the exchange's industry."""
    page = browser.open(file)
    for company, day in w.rows("SELECT company, happened_on FROM event WHERE kind = 'listed' ORDER BY 2"):
        page.go('#firm=' + company, 'document.querySelector(".timeline")')
        report('listed on ' + day, day in page.texts('.timeline .when'))
        report('  in an industry', 'C35 专用设备制造业' in page.texts('.timeline dd'))
    page.close()


def hostile(browser, file, w):
    """Everything is text: the page has the elements it was written with, no more."""
    page = browser.open(file, script='globalThis.ran = 0; globalThis.alert = () => { ran++; };')
    firms = w.rows("SELECT company, name_printed FROM event WHERE rowid <= 12 AND company IN (SELECT company FROM company)")
    views = VIEWS + ['#firm=' + c for c, _ in firms] + ['#view=coverage&batch=1&unit=110000', '#q=<img src=x onerror=alert(1)>',
                                                        '#firm=<script>alert(1)</script>', '#unit="><img src=x>']
    bad, missing = [], []
    for view in views:
        page.go(view)
        odd = page.value('''Array.from(document.querySelectorAll("main *, header *, footer *")).filter(e =>
            /^(img|script|iframe|object|embed|style|link|base|meta|form)$/i.test(e.tagName) && e.className !== "search" ||
            Array.from(e.attributes).some(a => /^on|^style$|^srcdoc$/i.test(a.name) && !e.closest(".tiles") ||
            /^(href|src|action)$/i.test(a.name) && !/^(#|https?:|[a-z/-]+\\.[a-z]+$)/.test(a.value))).map(e => e.outerHTML.slice(0, 80))''')
        if odd:
            bad.append([view, odd[:3]])
    for company, printed in firms:
        page.go('#firm=' + company, 'document.querySelector(".timeline")')
        text = page.value('document.querySelector("main").textContent')
        plain = ''.join(c for c in printed if c.isprintable())[:200]
        if plain not in text and '[U+' not in text:
            missing.append(printed[:40])
    month = page.value('monthText(monthOf(lastDay(store.firm.name.indexOf("=cmd\\t甲"), dayOf("2019-12-31"))))')
    page.go('#view=expiry&day=2019-12-31&month=' + month, 'document.querySelector("#month button.copy")')
    page.value('globalThis.copied = []; copyText = async t => { copied.push(t); return true; }')
    page.click('#month button.copy')
    lines = [l.split('\t') for l in page.value('copied[0]').split('\n')[:-1]]
    report('a month is copied without a formula, a line a firm', [{len(l) for l in lines} == {3},
           [l[1] for l in lines if 'cmd' in l[1]]], [True, ["'=cmd 甲"]])
    page.go('#view=evidence', 'document.getElementById("news")')
    report('what changed is listed, as text', page.texts('#news .plain a, #news .plain .printed')[:2],
           ['甲</script><b>公司', 'a[U+0009]b'])
    report('no element, handler or address that a document brought', bad, [])
    report('what is printed stands there as text', missing, [])
    report('nothing ran', page.value('ran'), 0)
    report('marks that turn the writing are shown', page.value('shown("\\u202Egnp\\u2066")'), '[U+202E]gnp[U+2066]')
    long = [c for c, p in firms if len(p) == 10000]
    page.go('#firm=' + long[0], 'document.querySelector(".timeline")')
    report('ten thousand characters are folded up', page.value('document.querySelector("details.long summary").innerText.length < 400'))
    report('and there', page.value('document.querySelector(".timeline details.long > .printed").textContent.length'), 10000)
    report('nothing is wider than the window', page.value('document.documentElement.scrollWidth <= 1280'))
    blocked = page.value('''new Promise(done => { document.addEventListener("securitypolicyviolation", e =>
        done(e.violatedDirective)); const s = document.createElement("script"); try { s.text = "ran = 1"; } catch { done("trusted types"); }
        document.body.append(s); setTimeout(() => done("ran " + ran), 500); })''')
    report('the policy lets no other script in', blocked in ('trusted types', 'script-src-elem', 'script-src',
                                                            'require-trusted-types-for'))
    report('nor a request', page.value('fetch("https://example.org/").then(() => "went", () => "refused")'), 'refused')
    report('no request left the page', page.asked, [])
    page.close()


def main():
    part, file, warehouse = sys.argv[1:]
    with Browser() as browser:
        for name in part.split(','):
            globals()[name](browser, file, Warehouse(warehouse))


if __name__ == '__main__':
    main()
