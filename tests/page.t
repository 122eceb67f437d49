#!/bin/sh
# miit-load --page: the file itself, then what a person finds in it with Chromium.
# Slow: left out of `make check-quick`.
. "$(dirname "$0")/tap.sh"

tests/load/make_handoff.py "$work/data"
needed status 0 "$bin/miit-load" --data "$work/data"
warehouse=$work/data/load/warehouse.sqlite
page=$work/page.html

# --- the file -------------------------------------------------------------------
status 0 "$bin/miit-load" --page "$page" --data "$work/data"
like "says how large it is" "$(cat "$work/err")" \
    '(^| )miit-load: .*page.html: [0-9]* bytes'
status 0 "$bin/miit-load" --page "$work/again.html" "$warehouse"
same "the same bytes again, and of a warehouse that is named" \
    "$work/again.html" "$page"
status 2 "$bin/miit-load" --page "$work/x" "$warehouse" stray
status 1 "$bin/miit-load" --page "$work/x" "$work/nothing.sqlite"
status 1 "$bin/miit-load" --page "$work/data/load/warehouse.sqlite/x" "$warehouse"
ok "leaves nothing half-written" test ! -e "$work/x"

# What changed is read from the file beside the warehouse.
mkdir "$work/beside"
cp "$warehouse" "$work/beside/"
printf 'thing\tchange\tid\tcompany\tname\tdocument\tdetail\tcause\n' \
    >"$work/beside/difference.tsv"
printf 'title\tgained\tm1\tm1\t甲</script><b>公司\t\\N\ta\\tb\tsource\n' \
    >>"$work/beside/difference.tsv"
status 0 "$bin/miit-load" --page "$work/news.html" "$work/beside/warehouse.sqlite"
ok "differences are on the page" test "$(cmp "$work/news.html" "$page" | wc -l)" -eq 1
echo 'no differences' >"$work/beside/difference.tsv"
status 1 "$bin/miit-load" --page "$work/x" "$work/beside/warehouse.sqlite"
like "a damaged file of differences is named" "$(cat "$work/err")" \
    'difference.tsv: line 1: expected the columns'

# The policy admits the style sheet and the script that are there by their
# digests; the data is what the warehouse holds.
cat >"$work/file.py" <<'END'
import base64, gzip, hashlib, json, re, sqlite3, sys
page = open(sys.argv[1], encoding='utf-8').read()
policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page).group(1)
assert "default-src 'none'" in policy and 'unsafe' not in policy and '*' not in policy, policy
parts = re.findall(r'<(style|script)(?: type="([^"]*)" id="data")?>(.*?)</\1>', page, re.S)
code = [(tag, text) for tag, kind, text in parts if not kind]
assert [tag for tag, _ in code] == ['style', 'script'] and page.count('<script') == 2, code
for tag, text in code:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    assert "%s-src 'sha256-%s'" % (tag, digest) in policy, tag
assert '<!--' not in page and not re.search(r'\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval)\b', page)
assert not re.search(r'<(img|link|iframe|object|base|form)\b', page)
packed = base64.b64decode([text for _, kind, text in parts if kind][0], validate=True)
assert packed[4:8] == b'\0\0\0\0', 'a clock time in the gzip'
data = json.loads(gzip.decompress(packed))
db = sqlite3.connect(sys.argv[2])
for name, table in {'event': 'event', 'firm': 'company', 'term': 'term', 'list': 'list', 'unit': 'unit',
                    'coverage': 'coverage', 'check': 'quality_check', 'input': 'input'}.items():
    assert data[name]['rows'] == db.execute('SELECT count(*) FROM ' + table).fetchone()[0], name
for name, t in data.items():
    full = {len(v) for c, v in t.get('columns', {}).items() if not c.endswith('?')}
    assert len(full) <= 1, (name, full)
END
ok "its policy names what it holds; the data is complete" \
    python3 "$work/file.py" "$page" "$warehouse"

# --- with a browser ------------------------------------------------------------------
if ! command -v "${CHROMIUM:-chromium}" >/dev/null; then
	skip "the page in a browser" "there is no chromium here"
	done_testing
fi
# browse PART PAGE WAREHOUSE: each of its lines is one result.
browse() {
	timeout 300 python3 tests/page/look.py "$@" >"$work/seen" 2>"$work/trouble"
	is "$1: to the end" "$?$(tail -n 3 "$work/trouble")" 0
	while IFS='	' read -r name got want; do
		case $got in
		'"skip"') skip "$name" "$want" ;;
		*) is "$name" "$got" "$want" ;;
		esac
	done <"$work/seen"
}
browse figures,coverage,firms,people "$page" "$warehouse"

# No list that gives a term; no list at all.
cp "$warehouse" "$work/termless.sqlite"
sqlite3 "$work/termless.sqlite" 'DELETE FROM term; DELETE FROM holders;
    DELETE FROM unit_valid'
cp "$work/termless.sqlite" "$work/listless.sqlite"
for table in event list company company_name company_place tally published \
    address document quality_check check_result input; do
	echo "DELETE FROM $table;"
done | sqlite3 "$work/listless.sqlite"
for less in termless listless; do
	status 0 "$bin/miit-load" --page "$work/$less.html" "$work/$less.sqlite"
	browse empty "$work/$less.html" "$work/$less.sqlite"
done

# Listings, from the first day of the exchange of Shanghai on.
cp "$warehouse" "$work/listed.sqlite"
sqlite3 "$work/listed.sqlite" "UPDATE event SET programme = 'listed_company',
    kind = 'listed', batch = NULL, exchange = 'SSE', industry = 'C35 专用设备制造业', stock_code = '600000' || rowid,
    happened_on = CASE rowid WHEN 1 THEN '1990-12-19' WHEN 2 THEN '1999-12-31'
	ELSE '2019-12-27' END WHERE rowid <= 3"
status 0 "$bin/miit-load" --page "$work/listed.html" "$work/listed.sqlite"
browse listed "$work/listed.html" "$work/listed.sqlite"

# What publishers never print: names, titles and addresses meant for browsers,
# shells and databases; marks that turn the writing; a cell of 10,000 characters.
cp "$warehouse" "$work/hostile.sqlite"
cat >"$work/hostile.py" <<'END'
import sqlite3, sys
names = ["<img src=x onerror=alert(1)>", "</script><script>alert(1)</script>", "<!--", "' OR 1=1 --", '"',
         "x'); DROP TABLE event; --", '%', '北京_零号', '.shell true', '$(true)', '\u202e司公限有\u2066甲\u200b',
         '长' * 10000, '=cmd\t甲']
db = sqlite3.connect(sys.argv[1])
for i, name in enumerate(names, 1):
    company, sheet = db.execute('SELECT company, list FROM event WHERE rowid = ?', (i,)).fetchone()
    db.execute('UPDATE event SET name_printed = ?, name = ?, product = ? WHERE rowid = ?', (name, name, name, i))
    db.execute('UPDATE company SET name = ?, name_key = ? WHERE company = ?', (name, name, company))
    db.execute('UPDATE company_name SET name = ?, name_key = ? WHERE company = ?', (name, name, company))
    db.execute('UPDATE check_result SET message = ? WHERE n = ?', (name, i))
db.execute("UPDATE list SET title = ?, page_url = 'javascript:alert(1)', place_in_document = ?", (names[1], names[0]))
db.execute("UPDATE document SET url = 'javascript:alert(1)', title = ?", (names[0],))
db.execute('UPDATE input SET file = ? WHERE file = (SELECT min(file) FROM input)', (names[0],))
db.commit()
END
python3 "$work/hostile.py" "$work/hostile.sqlite" || exit 1
printf 'thing\tchange\tid\tcompany\tname\tdocument\tdetail\tcause\n' \
    >"$work/difference.tsv"
printf 'title\tgained\tm1\tm1\t甲</script><b>公司\t\\N\ta\\tb\tsource\n' \
    >>"$work/difference.tsv"
status 0 "$bin/miit-load" --page "$work/hostile.html" "$work/hostile.sqlite"
browse hostile "$work/hostile.html" "$work/hostile.sqlite"

done_testing
