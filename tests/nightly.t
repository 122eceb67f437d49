#!/bin/sh
# scripts/nightly: options, verdicts on every way out, the record of each run,
# and the folder of a new user from its files to the published warehouse.
# Slow: left out of `make check-quick`.
. "$(dirname "$0")/tap.sh"

data=$work/data
night() {
	MIIT_BIN=$bin scripts/nightly --data "$data" "$@" >"$work/out" 2>"$work/err"
}
verdict() {
	tail -n 1 "$work/err"
}
field() {   # field EXPRESSION: of the last run's record
	python3 -c "
import json
r = json.load(open('$data/runs/last.json'))
print($1)"
}

# --- the call ---------------------------------------------------------------
night --version
needed is "--version says all four, status 0" "$? $(grep -c '^miit-' "$work/out")" "0 4"
night --help
is "--help: status 0" $? 0
like "--help lists the verdicts" "$(cat "$work/out")" 'partly_unreachable'
ok "--help runs nothing" test ! -e "$data"
for wrong in --nosuch "--stage nowhere" "-j x" "--import $work/nowhere" \
    "--budget fetch" "--budget fetch=0" stray --data; do
	# shellcheck disable=SC2086
	night $wrong
	is "usage: $wrong" $? 2
	ok "usage: $wrong: nothing is run" test ! -e "$data/fetch"
done
night --dry-run
is "--dry-run: status 0" $? 0
ok "--dry-run changes nothing" test ! -e "$data"
(cd "$work" && printf '#!/bin/sh\ntouch %s/ran\n' "$work" >miit-fetch &&
    chmod +x miit-fetch && cp miit-fetch miit-parse &&
    mkdir elsewhere && cp "$OLDPWD/scripts/nightly" elsewhere/ &&
    env -u MIIT_BIN PATH=.:/usr/bin:/bin sh elsewhere/nightly --data "$work/none" 2>"$work/err")
is "never runs the programs of the folder one stands in" \
    "$(test -e "$work/ran" && echo ran)" ""
like "and says what is missing" "$(verdict)" 'verdict: failed: miit-fetch: not found'
(bin=/nowhere; night --dry-run)
ok "missing programs, --dry-run: nothing is written" test ! -e "$data"
(bin=/nowhere data=$work/none; night)
is "missing programs: status 1" $? 1
like "says where it looked" "$(verdict)" 'miit-fetch: not found in /nowhere, which MIIT_BIN names'
is "and there is a record of it" "$(data=$work/none; field "r['verdict'], r['status']")" \
    "failed 1"

# --- a new user's folder ------------------------------------------------------
# Twelve lists as people have them, and what lies beside them.
in=$work/in
mkdir -p "$in/安徽" "$in/江苏" "$in/公示_files"
python3 - "$in" <<'PYTHON'
import sys
import zipfile
sys.dont_write_bytecode = True
sys.path.insert(0, 'tests/site')
import office
top = sys.argv[1]
def firms(place, n):
    return ['%s第%d精密机械有限公司' % (place, i) for i in range(1, n + 1)]
def table(place, n, title=None):
    rows = [[title, '']] if title else []
    return rows + [['序号', '企业名称']] + [[i, f] for i, f in enumerate(firms(place, n), 1)]
def page(path, title, place, n, day='', charset='utf-8', before=''):
    cells = ''.join('<tr><td>%d</td><td>%s</td></tr>' % (i, f) for i, f in enumerate(firms(place, n), 1))
    open(path, 'w', encoding=charset).write(
        before + '<html><head><meta charset="%s"><title>%s</title></head><body><h1>%s</h1>'
        '<table><tr><td>序号</td><td>企业名称</td></tr>%s</table><p>%s</p></body></html>'
        % (charset, title, title, cells, day))
office.write_xlsx(top + '/安徽省第五批专精特新“小巨人”企业公示名单.xlsx', table('合肥', 13))
office.write_xls(top + '/关于公布湖北省第四批专精特新“小巨人”企业名单的通知.xls', table('武汉', 9))
office.write_xlsx(top + '/附件1.xlsx', table('长沙', 6))
page(top + '/公示.html', '关于浙江省第三批专精特新“小巨人”复核通过企业名单的公示', '杭州', 7, '2024年7月2日', 'gb18030',
     '<!-- saved from url=(0064)http://jxt.zj.gov.cn/art/2024/7/2/art_1_2.html -->\n')
page(top + '/深圳市第五批.htm', '深圳市工业和信息化局关于第五批专精特新“小巨人”企业名单的公示', '深圳', 8, '2023年7月14日')
page(top + '/unclear.html', '企业名单', '南昌', 5)
for unit, place in ('安徽', '芜湖'), ('江苏', '苏州'):
    open(top + '/%s/附件1.csv' % unit, 'w', encoding='utf-8').write(
        '关于公布%s省第五批专精特新“小巨人”企业名单的通知\n序号,企业名称\n' % unit +
        ''.join('%d,%s\n' % p for p in enumerate(firms(place, 4), 1)))
open(top + '/广东省第四批专精特新小巨人复核通过名单2025.csv', 'w', encoding='gb18030').write(
    '序号,企业名称\n' + ''.join('%d,%s\n' % p for p in enumerate(firms('广州', 11), 1)))
open(top + '/扫描件.pdf', 'wb').write(b'%PDF-1.4\n1 0 obj << >> endobj\n')
with zipfile.ZipFile(top + '/山东附件.zip', 'w') as z:
    for name, place, n in ('山东省第六批专精特新“小巨人”企业公示名单.xlsx', '济南', 10), \
            ('关于公布山东省第三批专精特新“小巨人”复核通过企业名单.xlsx', '烟台', 4):
        office.write_xlsx(top + '/member', table(place, n))
        z.write(top + '/member', name)
import os
os.remove(top + '/member')
open(top + '/福建.xlsx', 'wb').write(open(top + '/附件1.xlsx', 'rb').read()[:500])
# What the files do not say themselves: when they were published.
open(top + '/meta.csv', 'w', encoding='utf-8-sig').write(
    'file,date,by\n安徽省第五批专精特新“小巨人”企业公示名单.xlsx,2023-7-14,王\n'
    '关于公布湖北省第四批专精特新“小巨人”企业名单的通知.xls,2022/8/8,王\n'
    '安徽/附件1.csv,2023年7月14日,王\n江苏/附件1.csv,2023-07-14,王\n'
    '山东附件.zip,2024-9-2,王\n')
for junk in '~$附件1.xlsx', 'Thumbs.db', 'desktop.ini', '.DS_Store', '公示_files/a.css', '公示_files/a.js':
    open(top + '/' + junk, 'w').write('x')
PYTHON
begin=$(date +%s)
night --import "$in"
status=$?
is "a new user's folder: items wait, status 3" "$status" 3
echo "# the folder took $(($(date +%s) - begin)) s"
warehouse=$data/load/warehouse.sqlite
ok "the warehouse is published" test -s "$warehouse"
is "what can be read is read, firm by firm" "$(sqlite3 "$warehouse" \
    "SELECT count(DISTINCT name) FROM event WHERE name LIKE '合肥%' OR
    name LIKE '武汉%' OR name LIKE '杭州%' OR name LIKE '深圳%' OR name LIKE
    '芜湖%' OR name LIKE '苏州%' OR name LIKE '济南%' OR name LIKE '烟台%'")" 59
is "two 附件1.csv are two documents, each in its unit" "$(sqlite3 "$warehouse" \
    "SELECT DISTINCT unit, batch, kind FROM event WHERE name LIKE '芜湖%' OR
    name LIKE '苏州%' ORDER BY unit")" "320000|5|final
340000|5|final"
is "junk is not mentioned" "$(grep -cE 'Thumbs|desktop|DS_Store|a\.css' \
    "$work/err")" 0
like "what came in is said" "$(cat "$work/out")" '^[0-9]+ documents, [0-9]+ lists with [0-9]+ firms'
like "what waits, and how to settle it" "$(cat "$work/out")" '^# list "企业名单"'
like "and where to write it" "$(cat "$work/out")" 'decisions/decisions.tsv'
ok "into a folder that is there" test -d "$data/decisions"
like "the verdict is the last line" "$(verdict)" ' nightly: verdict: waiting: done'
is "the summary has twenty lines at most" "$(sed -n '/documents, .* lists with/,$p' \
    "$work/out" | wc -l | awk '{ print ($1 <= 20) }')" 1
is "the record agrees" "$(field "r['verdict'], r['status'], len(r['stages'])")" \
    "waiting 3 4"

scripts/explain --data "$data" 南昌第1精密机械有限公司 >"$work/out" 2>"$work/err"
is "explain: no firm yet" "$?$(cat "$work/out")" 1
like "explain: but a list that waits has its name" "$(cat "$work/err")" \
    'waits in "企业名单" \(file:unclear.html\); miit-load --todo'
scripts/explain --data "$data" 南昌第7精密机械有限公司 >"$work/out" 2>"$work/err"
is "explain: none has this one" "$(wc -l <"$work/err")" 1
scripts/explain --data "$data" --count kind=nothing 2>"$work/err"
is "explain --count: columns stand apart" "$(grep -c '^    [a-z_]* ' "$work/err")" \
    "$(sqlite3 "$warehouse" "SELECT count(*) FROM kind")"

# The lines that --todo prints, filled in, settle it.
"$bin/miit-load" --todo --data "$data" 2>/dev/null |
    awk -F'\t' -v OFS='\t' '/^#/ { on = /unclear.html/; next }
    NR == 1 { print } on { v["programme"] = "small_giant"
	v["level"] = "national"; v["batch"] = 5; v["kind"] = "publicity"
	$7 = v[$6]; print }' >"$data/decisions/decisions.tsv"
night --from transform
is "a decision settles the unclear list" "$(sqlite3 "$warehouse" "SELECT
    count(*), max(kind), max(batch) FROM event WHERE name LIKE '南昌%'")" \
    "5|publicity|5"
is "the record counts the decisions" "$(field "r['decisions_applied']")" 4
is "and the differences" "$(field "r['news'], r['differences'] > 4")" "True True"
night --from transform
is "again: nothing new" "$(field "r['news']")" False

# --- verdicts ------------------------------------------------------------------
good=$(sha256sum <"$warehouse")
mkdir "$work/catalogue"
for s in a b c; do
	cat >"$work/catalogue/$s.ini" <<INI
[$s]
publisher=工业和信息化部
unit=
hosts=$s.miit.gov.cn
notices=https://$s.miit.gov.cn/gone.html
known_by=this test
checked=never
INI
done
dead="--catalogue $work/catalogue --allow-private --delay 0 --tries 1 --connect-to ::127.0.0.1:9"
# shellcheck disable=SC2086
night $dead
is "all sources out of reach: status 6" $? 6
like "a verdict of its own" "$(verdict)" 'verdict: unreachable: no source'
is "and nothing is lost" "$(sha256sum <"$warehouse")" "$good"
is "each source is recorded" "$(field "sorted((s['source'], s['failed']) for s in r['sources'])")" \
    "[('a', 1), ('b', 1), ('c', 1)]"
# shellcheck disable=SC2086
night $dead
is "failed for two nights, with its reason" "$(awk -F'\t' '$1 == "a" {
    print $4, ($3 != "\\N"), ($6 ~ /onnect/) }' "$data/runs/sources.tsv")" "2 1 1"
# shellcheck disable=SC2086
(data=$work/fresh; night $dead)
is "a first night offline: status 6" $? 6
ok "publishes no empty warehouse" test ! -e "$work/fresh/load/warehouse.sqlite"
(
	exec 9>"$data/.nightly.lock"
	flock 9
	night
)
is "another run holds the lock: status 5" $? 5
like "locked: said" "$(verdict)" 'verdict: locked: another run holds'
printf x >>"$data/transform/events.tsv"
night --stage load --load-option=--force
is "a stage that fails: status 1" $? 1
like "failed: which" "$(verdict)" 'verdict: failed: load ended with status 1'
is "failed: recorded" "$(field "r['verdict'], r['stages'][-1]['status']")" \
    "failed 1"
night --from transform --transform-option=--force --quiet
is "one stage and those after it" "$(field "[s['stage'] for s in r['stages']]")" \
    "['transform', 'load']"
night --stage load --stage transform --stage load
is "stages run in their order, each once" "$(field "[s['stage'] for s in r['stages']]")" \
    "['transform', 'load']"
rm -rf "$data/decisions"
night --from transform --quiet >"$work/out"
ok "--quiet: news is printed" test -s "$work/err"
cat "$work/out" "$work/err" >"$work/said"
like "what waits, too" "$(cat "$work/said")" 'verdict: waiting: '
night --from transform --quiet
is "--quiet: the same items wait: nothing is printed" "$? $(cat "$work/out" "$work/err")" "3 "
mkdir "$work/one"
cp "$in/深圳市第五批.htm" "$work/one"
(data=$work/quiet; night --import "$work/one" --quiet)
like "--quiet --import: the report with the news" "$(cat "$work/out")" \
    '^1 documents, 1 lists with 8 firms named, 0 lists wait'
is "where nothing waits no lines are to be pasted" \
    "$(grep -ciE 'what waits|decisions' "$work/out")" 0
mkdir "$work/bad"
head -c 200 "$in/福建.xlsx" >"$work/bad/福建.xlsx"
(data=$work/empty; night --import "$work/bad")
is "an import of nothing: status 1" $? 1
like "and nothing is published" "$(verdict)" 'verdict: failed: no file could be taken in'
ok "not even an empty warehouse" test ! -e "$work/empty/load/warehouse.sqlite"
(data=$work/quiet; night --import "$work/one" --quiet)
is "--quiet --import without news: nothing" "$? $(cat "$work/out" "$work/err")" "0 "
night --stage parse --quiet --parse-option=--only --parse-option=none
is "an option for a later stage reaches it" $? 2
mkdir "$work/slow"
for s in fetch parse transform load; do ln -s "$bin/miit-$s" "$work/slow/"; done
rm "$work/slow/miit-parse"
printf '#!/bin/sh\n[ "$1" = --version ] || exec sleep 60\n' >"$work/slow/miit-parse"
chmod +x "$work/slow/miit-parse"
(bin=$work/slow; night --from parse --budget parse=1)
is "a stage beyond its budget: status 1" $? 1
like "budget: said" "$(verdict)" 'parse did not end within its budget of 1 seconds'
MIIT_BIN=$work/slow scripts/nightly --data "$data" --from parse 2>"$work/err" &
pid=$!
sleep 1
kill -TERM $pid
wait $pid
is "TERM: status 1" $? 1
like "TERM: a verdict" "$(verdict)" 'verdict: failed: ended by a signal in parse'
is "TERM: no stage is left running" "$(pgrep -f "^sleep 60$" | while read -r p; do
    readlink "/proc/$p/cwd"; done | grep -c "^$PWD$")" 0
is "no temporary is left" "$(find "$data" -name '.*.new' -o -name '*.record')" ""
for i in 1 2 3 4; do night --stage load --keep-runs 3; done
is "old records go" "$(ls "$data/runs" | grep -c 'Z-.*json')" 3

# --- what is remembered --------------------------------------------------------------
runs=$data/runs
rm -f "$runs"/2*
# A run that was killed with the whole machine: the next one writes its record.
dead=20260102T030405Z-77
printf '{"began": "fetch"}\n{"stage": "fetch", "counts": {"asked": 1}}\n{"began": "parse"}\n{"sta' \
    >"$runs/.$dead.record"
touch "$runs/.x.json.new"
night --stage load
is "a killed run gets its record from the next" "$(python3 -c "
import json
r = json.load(open('$runs/$dead.json'))
print(r['verdict'], r['start'], r['why'].split(';')[0], r['counts'])")" \
    "failed 2026-01-02T03:04:05Z killed, or the machine went down, in parse [{'stage': 'fetch', 'counts': {'asked': 1}}]"
is "and leaves nothing else" "$(ls -A "$runs" | grep -E '^\..*(record|new)$')" ""
for i in $(seq 10 49); do
	cp "$runs/$dead.json" "$runs/202001${i}T000000Z-1.json"
	touch "$runs/202001${i}T000000Z-1.log"
done
night --stage load --keep-days 100
is "records go by age, but for thirty" \
    "$(ls "$runs" | grep -c 'Z-.*json') $(ls "$runs" | grep -c '^2020.*log')" "30 27"

# --- a sign of life ------------------------------------------------------------------
if command -v curl >/dev/null; then
	cat >"$work/ping.py" <<'PYTHON'
import http.server, sys
class H(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers['Content-Length'])).decode()
        open(sys.argv[1] + '/pings', 'a').write('%s %s\n' % (self.path, body))
        self.send_response(200)
        self.end_headers()
    def log_message(self, *a): pass
s = http.server.HTTPServer(('127.0.0.1', 0), H)
open(sys.argv[1] + '/port', 'w').write('%d\n' % s.server_address[1])
s.serve_forever()
PYTHON
	serving "$work" python3 "$work/ping.py" "$work"
	night --stage load --ping "http://127.0.0.1:$port/a"
	like "--ping: start" "$(sed -n 1p "$work/pings")" '^/a/start run 2'
	like "--ping: success, with the verdict" "$(sed -n 2p "$work/pings")" '^/a (done|news): '
	(bin=$work/slow; night --from parse --budget parse=1 --ping "http://127.0.0.1:$port/a/")
	like "--ping: failure" "$(tail -n 1 "$work/pings")" '^/a/fail failed: parse did not end'
	is "three reports of two runs, and one more" "$(wc -l <"$work/pings")" 4
	night --stage load --ping "http://127.0.0.1:9/"
	is "a report that does not arrive fails no night" $? 0
else
	skip "--ping" "no curl here"
fi
night --ping ftp://a.example
is "--ping: an address" $? 2
night --since 2023-02-30 --catalogue "$work/catalogue" --allow-private
like "--since: a day" "$(cat "$work/err")" 'since 2023-02-30: expected YYYY-MM-DD'

# --- status ---------------------------------------------------------------------------
sources() {     # sources LINES: the memory of the sources
	printf 'source\tchecked_at\tfailed_since\tnights_failed\tlast_good\treason\n' >"$runs/sources.tsv"
	printf "$1" >>"$runs/sources.tsv"
}
ask_status() {
	MIIT_BIN=$bin scripts/status --data "$data" "$@" >"$work/out"
}
night --stage load
now=$(date -u +%Y-%m-%dT%H:%M:%SZ)
sources "a\t$now\t\\\\N\t0\t2026-06-30T00:00:00Z\t\\\\N\nb\t$now\t\\\\N\t0\t2026-05-01T00:00:00Z\t\\\\N\n"
ask_status
like "entries of the catalogue that nobody looked at" "$(cat "$work/out")" \
    '^catalogue +[1-9][0-9]* entries to look at again'
like "a source that has not answered for 60 days is stale" "$(cat "$work/out")" \
    '^sources +2 known, 0 failing, 1 stale'
like "which" "$(cat "$work/out")" '^  b .*good 2026-05-01.*stale'
ask_status --stale 90
like "unless that is all right" "$(cat "$work/out")" ' 0 stale$'
printf 'source\tlists\tevents\tnewest_on\tmost_days\nb\t1\t1\t\\N\t70\n' >"$work/expected.tsv"
ask_status --expectations "$work/expected.tsv"
like "or its own days say so" "$(cat "$work/out")" ' 0 stale$'
sources "a\t$now\t2026-05-02T00:00:00Z\t60\t2026-05-01T00:00:00Z\tcannot \"connect\033[2J\nb\t$now\t2026-05-02T00:00:00Z\t60\t2026-05-01T00:00:00Z\t\\\\N\n"
ask_status
like "all dead: none is stale, all fail" "$(cat "$work/out")" ' 2 known, 2 failing, 0 stale$'
is "a reason commands no terminal" "$(LC_ALL=C grep -c "$(printf '\033')" "$work/out")" 0
ask_status --json
is "status --json has each source" "$(python3 -c "
import json
j = json.load(open('$work/out'))
print(j['failing'], j['stale'], [s['source'] for s in j['source_states']], j['source_states'][0]['reason'])")" \
    "2 0 ['a', 'b'] cannot \"connect"
ask_status --version
is "status --version" "$? $(cat "$work/out")" "0 $("$bin/miit-fetch" --version)"
(data=$work/none; ask_status)
like "no good run yet" "$(cat "$work/out")" '^last good run     never$'
(data=$work/none; ask_status --json)
is "no good run has no age" "$(python3 -c "
import json
print(json.load(open('$work/out'))['age_hours'])")" None
# A clock that had jumped ahead.
sed 's/"run": "[^"]*"/"run": "20990101T000000Z-1"/; s/"end": "[^"]*"/"end": "2099-01-01T00:00:00Z"/' \
    "$runs/last.json" >"$runs/20990101T000000Z-1.json"
ask_status --json
is "a record of the future is no age" "$(python3 -c "
import json
j = json.load(open('$work/out'))
print(0 <= j['age_hours'] < 1, j['run']['run'][:4] != '2099')")" "True True"

# --- backup -----------------------------------------------------------------------------
# As the manual has it: what cannot be had again, restored, gives the same bytes.
mkdir -p "$data/decisions" "$work/restored"
printf 'field\tvalue\nbatch\t5\n' >"$data/decisions/decisions.tsv"
night --from parse --parse-option=--force
flock "$data/.nightly.lock" tar -C "$data" -czf "$work/backup.tar.gz" fetch decisions runs
tar -C "$work/restored" -xzf "$work/backup.tar.gz"
status 0 "$bin/miit-fetch" --data "$work/restored" --verify
(data=$work/restored; night --from parse)
bytes_of() {
	(cd "$1" && sha256sum parse/manifest.tsv parse/??/*.tsv transform/*.tsv \
	    load/warehouse.sqlite decisions/*)
}
is "a backup restored gives the same warehouse, byte for byte" \
    "$(bytes_of "$work/restored")" "$(bytes_of "$data")"

# --- a file that rots -------------------------------------------------------------------
# As transform does where a file of parse is not what parse had written (tests/handoff.c):
# it takes away what parse noted of its files, and fails.
mkdir "$work/finds" "$work/fails"
for p in "$bin"/miit-*; do
	case $p in *.*) ;; *) ln -s "$(realpath "$p")" "$work/finds"; ln -s "$(realpath "$p")" "$work/fails" ;; esac
done
rm "$work/finds/miit-transform" "$work/fails/miit-transform"
cat >"$work/finds/miit-transform" <<EOF
#!/bin/sh
[ "\$1" = --version ] || echo >>"$work/asked"
[ "\$(wc -l <"$work/asked")" -gt \${MIIT_FINDS:-1} ] || { rm "$data/parse/.verified"; exit 1; }
exec "$(realpath "$bin/miit-transform")" "\$@"
EOF
printf '#!/bin/sh\nexit 1\n' >"$work/fails/miit-transform"
chmod +x "$work/finds/miit-transform" "$work/fails/miit-transform"
(bin=$work/finds; night --from parse)
ok "what parse makes again, the same night goes on with" test $? -eq 0 -o $? -eq 3
like "and says so" "$(cat "$work/err")" 'transform found a file of parse rotten: parse makes it again'
is "the record has each run of a stage" \
    "$(field "' '.join('%s %d' % (s['stage'], s['status'] == 1) for s in r['stages'])")" \
    "parse 0 transform 1 parse 0 transform 0 load 0"
rm "$work/asked"
(bin=$work/finds; MIIT_FINDS=2 night --from parse)
is "but once a night" "$? $(wc -l <"$work/asked")" "1 2"
like "then it fails" "$(verdict)" 'verdict: failed: transform ended with status 1'
(bin=$work/finds; MIIT_FINDS=3 night --stage transform)
is "nor where parse is not to run" "$? $(wc -l <"$work/asked")" "1 3"
(bin=$work/fails; night --from parse)
is "another failure is one at once" "$? $(field "len(r['stages'])")" "1 2"
night --from parse
done_testing
