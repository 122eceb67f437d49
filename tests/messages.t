#!/bin/sh
# Lines on standard error: text with times, JSON of one schema, floods cut, nothing
# that commands a terminal, progress where there is one.
. "$(dirname "$0")/tap.sh"

data=$work/data
esc=$(printf '\033')
bidi=$(printf '\342\200\256')
c1=$(printf '\302\233')
mkdir "$work/in"
# A firm whose name holds an escape, a C1 control and a mark that turns the text.
printf '<html><head><title>关于公布浙江省第五批专精特新“小巨人”企业名单的通知</title><meta name="PubDate" content="2023-07-14"></head><body><table><tr><td>序号</td><td>企业名称</td></tr><tr><td>1</td><td>杭州甲%s[2J%s%s精密机械有限公司</td></tr><tr><td>3</td><td>杭州乙精密机械有限公司</td></tr></table></body></html>' \
    "$esc" "$c1" "$bidi" >"$work/in/a.html"
MIIT_BIN=$bin scripts/nightly --data "$data" --import "$work/in" >"$work/out" 2>"$work/err"
needed ok "the night has a warehouse" [ -s "$data/load/warehouse.sqlite" ]
is "every line of text has its time" "$(grep -cvE \
    '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z (miit-[a-z]+|nightly): ' "$work/err")" 0
like "the report is on standard output" "$(cat "$work/out")" '^1 documents, 1 lists with 2 firms'
hostile() {     # hostile FILE: lines with what must not reach a terminal
	LC_ALL=C grep -cP '[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\x8e\x8f\xa8-\xae]|\xe2\x81[\xa6-\xa9]|\xd8\x9c' "$1"
}
for file in out err; do
	is "a night: nothing commands a terminal: $file" "$(hostile "$work/$file")" 0
done
load_prints() {         # load_prints OPTION
	"$bin/miit-load" "$1" --data "$data" >"$work/out" 2>"$work/err"
	ok "miit-load $1 prints" test -s "$work/out"
	is "miit-load $1: nothing commands a terminal" \
	    "$(hostile "$work/out") $(hostile "$work/err")" "0 0"
}
load_prints --check
load_prints --suggest
scripts/explain --data "$data" 杭州甲 >"$work/out"
like "explain finds the firm" "$(cat "$work/out")" '^company '
is "explain: nothing commands a terminal" "$(hostile "$work/out")" 0
is "nor is a part of it left" "$(grep -c '2J' "$work/out")" 0
"$bin/miit-parse" --print "$work/in/a.html" >"$work/records" 2>/dev/null
ok "records for other programs are as they are" test "$(hostile "$work/records")" -gt 0

# --- JSON -------------------------------------------------------------------------
sed -i 's/第五批/第五批榕柏/' "$work/in/a.html"
MIIT_BIN=$bin scripts/nightly --data "$data" --import "$work/in" --log json \
    >"$work/out" 2>"$work/lines"
is "--log json: nothing on standard output" "$(cat "$work/out")" ""
is "--log json: one schema for all stages, and the run of the record" \
    "$(python3 - "$work/lines" "$data/runs/last.json" <<'PYTHON'
import json, re, sys
lines = [json.loads(l) for l in open(sys.argv[1])]
run = json.load(open(sys.argv[2]))['run']
for l in lines:
    assert list(l)[:5] == ['time', 'level', 'run', 'stage', 'program'], l
    assert re.match(r'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$', l['time']), l
    assert l['level'] in ('error', 'set aside', 'warning', 'note', 'summary'), l
    assert l['run'] == run and isinstance(l['message'], str), l
    assert set(l) <= {'time', 'level', 'run', 'stage', 'program', 'file', 'place', 'message'}, l
said = '\n'.join(l['message'] for l in lines)
for word in 'page.html', 'export: ', ' lists with ', 'What waits', 'set_aside: 1 of':
    assert word in said, word
print(' '.join(sorted({l['stage'] for l in lines})))
PYTHON
)" "fetch load nightly parse transform"
is "JSON commands no terminal either" "$(hostile "$work/lines")" 0
load_prints --todo

# --- floods ----------------------------------------------------------------------
# 200 members that nobody can read, in one archive.
python3 - "$work/flood.zip" <<'PYTHON'
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], 'w') as z:
    for i in range(200):
        z.writestr('%d.xlsx' % i, b'PK\x03\x04 broken')
PYTHON
"$bin/miit-parse" --print "$work/flood.zip" >"$work/records" 2>"$work/err"
ended "a flood is set aside" 3
is "every problem is a record" "$(($(grep -c '^problem' "$work/records") >= 200))" 1
is "a handful of lines is shown" "$(grep -c 'flood.zip: ' "$work/err")" 6
like "and the number of the others" "$(tail -n 1 "$work/err")" \
    "flood.zip: warning: $(($(grep -c '^problem' "$work/records") - 5)) more lines like these; -v shows all"
"$bin/miit-parse" -v --print "$work/flood.zip" >/dev/null 2>"$work/err"
is "-v shows all" "$(grep -c 'flood.zip: ' "$work/err")" \
    "$(grep -c '^problem' "$work/records")"

# --- a terminal ----------------------------------------------------------------------
if ! command -v script >/dev/null; then
	skip "a terminal" "no script(1) here"
	done_testing
fi
on_terminal() {
	script -qec "$*" /dev/null </dev/null | tr '\r' '\n'
}
on_terminal "$bin/miit-parse --data $data --force" >"$work/out"
like "progress with its rate" "$(cat "$work/out")" \
    'miit-parse: documents [0-9]+ of [0-9]+, [0-9]+/(s|min)'
is "no time on a terminal" "$(grep -c '^20' "$work/out")" 0
on_terminal "$bin/miit-load --data $data --force" >"$work/out"
like "load: tables" "$(cat "$work/out")" 'miit-load: tables [0-9]+ of [0-9]+, '
like "load: checks" "$(cat "$work/out")" 'miit-load: checks [0-9]+ of [0-9]+, '
on_terminal "$bin/miit-parse --print $work/in/a.html" >"$work/out"
like "records on a terminal show what would command it" "$(cat "$work/out")" \
    '\\x1b\[2J\\x9b\\u202e'
printf '杭州甲%s[2J精密机械有限公司\n' "$esc" >"$work/list.txt"
on_terminal "MIIT_BIN=$bin scripts/match --data $data $work/list.txt 2>/dev/null" >"$work/out"
like "match on a terminal shows it, too" "$(cat "$work/out")" \
    '^1,杭州甲\\x1b\[2J精密机械有限公司,,canonical,'
is "and its line ends stay" "$(grep -c 'x0d' "$work/out")" 0
done_testing
