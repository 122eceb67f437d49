#!/bin/sh
# Cells that are written to be commands, of SQL, of a shell, of the medium between the
# stages, of a spreadsheet or a page, arrive as they are printed, in events or rejects.
. "$(dirname "$0")/tap.sh"

cat >"$work/payload.py" <<'PY'
"""payload.py make FOLDER: a list of firms; payload.py look WAREHOUSE: a line for each
cell that is not there as it was printed, then how many are."""
import csv, os, sqlite3, sys

FIRMS = ['合肥%s甲科技有限公司' % s for s in (
    "'); DROP TABLE event; --", '" OR ""="', "'||(SELECT 1)||'", '%s%n%x', '?1', ':name',
    '$(reboot)', '`id`', ';rm -rf .', '|cat', '\\t\\N\\n', '\\', '\\.', '{{7*7}}',
    '&lt;b&gt;', '<b>', '../../x', '%00', '\u202e',
    '.shell true', '/*', "E'\\\\x41'")]
CELLS = ['=HYPERLINK("http://a.example","甲")', '+1+1', '-1', '@SUM(A1)', "'x", '0x41']

if sys.argv[1] == 'make':
    os.mkdir(sys.argv[2])
    path = os.path.join(sys.argv[2], 'list.csv')
    with open(path, 'w', newline='', encoding='utf-8') as f:
        out = csv.writer(f)
        out.writerow(['序号', '企业名称', '主导产品'])
        for i, firm in enumerate(FIRMS):
            out.writerow([i + 1, firm, CELLS[i % len(CELLS)]])
    with open(path + '.meta', 'w', encoding='utf-8') as f:
        f.write('[document]\nunit=340000\npublished_on=2023-07-14\n'
                'title=关于安徽省第五批专精特新“小巨人”企业名单的公示\n')
    sys.exit()
db = sqlite3.connect(sys.argv[2])
rows = db.execute('SELECT name_printed, product FROM event').fetchall()
texts = {r[0] for r in db.execute('SELECT text FROM reject')}
good = 0
for i, firm in enumerate(FIRMS):
    if (firm, CELLS[i % len(CELLS)]) in rows or firm in texts:
        good += 1
    else:
        print('lost:', repr(firm))
print(good, 'of', len(FIRMS), len(rows) > len(FIRMS) // 2)
PY
python3 -B "$work/payload.py" make "$work/in"
"$bin/miit-fetch" --data "$work/data" --import "$work/in" >/dev/null 2>&1
for stage in parse transform load; do
	"$bin/miit-$stage" --data "$work/data" >/dev/null 2>"$work/err-$stage"
done
is "every cell is as it was printed, in most rows as a firm" \
    "$(python3 -B "$work/payload.py" look "$work/data/load/warehouse.sqlite" 2>&1)" \
    "22 of 22 True"
is "the warehouse is whole" "$(sqlite3 "$work/data/load/warehouse.sqlite" \
    'PRAGMA integrity_check')" ok
"$bin/miit-load" --data "$work/data" --check >"$work/out" 2>&1
ok "and its checks can be asked" grep -q . "$work/out"
done_testing
