#!/bin/sh
# miit-load --export: CSV, NDJSON, .xlsx and the package that describes them.
. "$(dirname "$0")/tap.sh"

tests/load/make_handoff.py "$work/data" && "$bin/miit-load" \
    --data "$work/data" >/dev/null 2>&1 || exit 1
warehouse=$work/data/load/warehouse.sqlite
# What publishers never print, and a spreadsheet must not run.
sqlite3 "$warehouse" "
    UPDATE event SET name_printed = '=HYPERLINK(\"x\")' WHERE rowid = 1;
    UPDATE event SET name_printed = '+1' WHERE rowid = 2;
    UPDATE event SET name_printed = '-1' WHERE rowid = 3;
    UPDATE event SET name_printed = '@SUM(A1)' WHERE rowid = 4;
    UPDATE event SET name_printed = char(9) || 'x' WHERE rowid = 5;
    UPDATE event SET name_printed = char(13) || 'x' WHERE rowid = 6;
    UPDATE event SET name_printed = 'a,\"b\"' || char(10) || 'c'
    WHERE rowid = 7;"
status 0 "$bin/miit-load" --export "$work/out.d" "$warehouse"
like "says how many rows" "$(cat "$work/err")" ' miit-load: events: 2329 rows$'
cat >"$work/look.py" <<'END'
import csv, json, os, sqlite3, sys, zipfile
top, warehouse = sys.argv[1:]
raw = {f: open(os.path.join(top, f), 'rb').read() for f in os.listdir(top)}
db = sqlite3.connect(warehouse)
package = json.loads(raw['datapackage.json'])
n = {'events': 2329, 'companies': 1832, 'names': 1833, 'coverage': 296}
for r in package['resources']:
    name, text = r['name'], raw[r['path']]
    assert text.startswith(b'\xef\xbb\xbf') and text.endswith(b'\r\n'), name
    rows = list(csv.reader(text.decode('utf-8-sig').splitlines(True)))
    fields = r['schema']['fields']
    assert rows[0] == [f['name'] for f in fields], name
    lines = [json.loads(l) for l in raw[name + '.ndjson'].splitlines()]
    assert len(lines) == len(rows) - 1 == n.get(name, len(lines)), name
    for row, line in zip(rows[1:], lines):
        for f, v in zip(fields, row):
            assert v[:1] not in tuple('=+-@\t\r'), (name, v)
            if v and f['type'] == 'integer':
                assert line[f['name']] == int(v), (name, f, v)
            if v and f['type'] == 'date':
                assert len(v) == 10 and v[4] == '-', (name, v)
            if f['type'] == 'string' and line[f['name']] is not None:
                assert v.lstrip("'") == line[f['name']].lstrip("'"), (name, v)
printed = [r[8] for r in csv.reader(
    raw['events.csv'].decode('utf-8-sig').splitlines(True)) if 'HYPER' in r[8]]
assert printed == ['\'=HYPERLINK("x")'], printed
assert package['sources'] and 'Licence note' in package['description']
book = zipfile.ZipFile(os.path.join(top, 'small-giants.xlsx'))
sheets = [n for n in book.namelist() if n.startswith('xl/worksheets/sheet')]
assert len(sheets) == len(package['resources'])
for s in sheets:
    assert b'<f>' not in book.read(s) and b'<hyperlink' not in book.read(s)
END
ok "every file says the same as the warehouse, nothing is a formula" \
    python3 "$work/look.py" "$work/out.d" "$warehouse"
"$bin/miit-parse" --print "$work/out.d/small-giants.xlsx" >"$work/sheets" 2>&1
is "the workbook is read back" "$(grep -c '^table' "$work/sheets")
$(grep -c '^row' "$work/sheets")" "7
$(cat "$work"/out.d/*.ndjson | wc -l | awk '{print $1 + 7}')"
"$bin/miit-load" --export "$work/again" "$warehouse" 2>/dev/null
is "the same bytes again" "$(diff -r "$work/out.d" "$work/again")" ""
status 2 "$bin/miit-load" --export "$work/x" "$warehouse" stray
status 1 "$bin/miit-load" --export "$work/x" "$work/nothing.sqlite"
touch "$work/file"
status 1 "$bin/miit-load" --export "$work/file" "$warehouse"
done_testing
