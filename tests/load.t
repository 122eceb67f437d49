#!/bin/sh
# miit-load: building, auditing and publishing the warehouse.
# Slow: left out of `make check-quick`.
. "$(dirname "$0")/tap.sh"

data=$work/data
warehouse=$data/load/warehouse.sqlite
maker=tests/load/make_handoff.py
"$maker" "$data" || exit 1

digest() {
	sha256sum "$1" | cut -d' ' -f1
}
ask() {
	sqlite3 -batch "file:$warehouse?mode=ro" "$1"
}
# A fresh folder with the hand-offs and the warehouse of $data.
copy() {
	rm -rf "$work/copy"
	cp -r "$data" "$work/copy"
}

# --- loading ------------------------------------------------------------
status 0 "$bin/miit-load" --data "$data"
like "says what it loaded" "$(cat "$work/err")" \
    ' miit-load: 2329 events of 1832 companies from 56 lists in 40 documents; 0'
first=$(digest "$warehouse")
written=$(stat -c '%i %Y' "$warehouse")
reports=$(cat "$data/load/report.json" "$data/load/junit.xml" | sha256sum)
noted=$(cat "$data/load/inputs.tsv")
for again in "" --force --junit=/dev/null; do
	# shellcheck disable=SC2086
	status 0 "$bin/miit-load" --data "$data" $again
	is "loading twice changes no byte $again" "$(digest "$warehouse")" \
	    "$first"
	is "nor one of the reports $again" "$(cat "$data/load/report.json" \
	    "$data/load/junit.xml" | sha256sum)" "$reports"
	is "nor the note of its inputs $again" \
	    "$(cat "$data/load/inputs.tsv")" "$noted"
	is "nor touches the file $again" "$(stat -c '%i %Y' "$warehouse")" \
	    "$written"
	if [ -z "$again" ]; then
		like "nothing changed: ends at once and says so" \
		    "$(cat "$work/err")" ' miit-load: .*: up to date, made of'
	else
		like "$again: rebuilds it and says so" "$(cat "$work/err")" \
		    'warehouse.sqlite: unchanged'
	fi
done
# What SQLite's work costs, counted: the same numbers for the same bytes.
copy
status 0 "$bin/miit-load" --data "$work/copy" --costs "$work/costs"
like "costs have a heading" "$(head -n 1 "$work/costs")" \
    '^work	times	steps$'
like "a line for a check, which ran once or more and took steps" \
    "$(cat "$work/costs")" '^check row_balance	[1-9][0-9]*	[1-9][0-9]*$'
like "and one for a statement by its first words, without comments" \
    "$(cat "$work/costs")" '^INSERT INTO event [^	]*	[1-9][0-9]*	[1-9][0-9]*$'
is "sorted, each once" "$(sed 1d "$work/costs" | cut -f1)" \
    "$(sed 1d "$work/costs" | cut -f1 | LC_ALL=C sort -u)"
status 0 "$bin/miit-load" --data "$work/copy" --costs "$work/costs2"
same "the same of another run" "$work/costs2" "$work/costs"
is "no check asks the clock, or a day would be an input" \
    "$(grep -liE "'now'|current_(date|time)|unixepoch\(\)" load/checks/*.sql)" ""
# What the results depend on, changed one by one: then they are rebuilt.
printf 'source\tlists\tevents\tnewest_on\tmost_days\n' >"$work/none.tsv"
for change in 'echo >>load/report.json' 'rm load/junit.xml' \
    'printf x | dd of=load/warehouse.sqlite bs=1 seek=70000 conv=notrunc' \
    'rm load/warehouse.sqlite' 'sed -i s/3.40/3.39/ load/inputs.tsv' \
    'rm load/inputs.tsv'; do
	copy
	(cd "$work/copy" && eval "$change" 2>/dev/null)
	status 0 "$bin/miit-load" --data "$work/copy"
	is "rebuilt after: $change" "$(cat "$work/copy/load/inputs.tsv")" \
	    "$noted"
	is "as it was, after: $change" "$(digest \
	    "$work/copy/load/warehouse.sqlite")" "$first"
done
copy
if strace -o /dev/null true 2>/dev/null; then
	status 0 unwatched strace -y -e trace=openat -o "$work/calls" "$bin/miit-load" \
	    --data "$work/copy"
	like "hand-offs that are not yet known are read" "$(cat "$work/calls")" \
	    'copy/parse/../'
	status 0 unwatched strace -y -e trace=openat -o "$work/calls" "$bin/miit-load" \
	    --data "$work/copy"
	is "those that were verified and not written to are not" \
	    "$(grep -c 'copy/parse/../\|events\.tsv' "$work/calls")" 0
fi
status 0 "$bin/miit-load" --expectations "$work/none.tsv" --data "$work/copy"
is "expectations are an input" "$(grep -c 'up to date' "$work/err")" 0
status 1 "$bin/miit-load" --expectations "$work/no.tsv" --data "$work/copy"
# A hand-off that was edited is refused although its manifest says nothing.
copy
file=$(cd "$work/copy/parse" && ls -- */*.tsv | head -n 1)
echo >>"$work/copy/parse/$file"
status 1 "$bin/miit-load" --data "$work/copy"
like "an edited parse file is named" "$(cat "$work/err")" \
    "parse/$file: disagrees with manifest.tsv"
# After a run that verified them, hand-offs are read again when they were written
# to, whatever their size and the time of the last write say.
copy
status 0 "$bin/miit-load" --data "$work/copy"
touch -r "$work/copy/parse/$file" "$work/time"
printf x | dd of="$work/copy/parse/$file" bs=1 conv=notrunc 2>/dev/null
touch -r "$work/time" "$work/copy/parse/$file"
status 1 "$bin/miit-load" --data "$work/copy"
like "one of the same size and time, too" "$(cat "$work/err")" \
    "parse/$file: disagrees with manifest.tsv"
status 1 "$bin/miit-load" --data "$work/copy"
like "again and again" "$(cat "$work/err")" \
    "parse/$file: disagrees with manifest.tsv"
copy
rm "$work/copy/load/.verified"
printf x | dd of="$work/copy/transform/lists.tsv" bs=1 conv=notrunc 2>/dev/null
status 1 "$bin/miit-load" --data "$work/copy"
like "without a note of what was verified everything is read" \
    "$(cat "$work/err")" 'transform/lists.tsv: disagrees with manifest.tsv.*; run miit-transform --data [^ ]* again$'

# On a fresh folder, in another language and time zone.
cp -r "$data" "$work/other" && rm -r "$work/other/load"
LC_ALL=C.UTF-8 LANG=zh_CN.GB18030 TZ=Asia/Shanghai \
    "$bin/miit-load" -j 2 --data "$work/other" >"$work/out" 2>&1
is "same bytes on a fresh folder, elsewhere" \
    "$(digest "$work/other/load/warehouse.sqlite")" "$first"

# --- what is in it ------------------------------------------------------
is "application id and version" \
    "$(ask 'PRAGMA application_id; PRAGMA user_version')" "1296648532
8"
is "every table is strict" "$(ask "SELECT group_concat(name) FROM
    pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict
    AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search%'")" ""
# 248 and 1,584, DOMAIN 1.1; passed 155, DOMAIN 1.2.
is "three counts a batch" "$(ask 'SELECT batch, publicity, final, review_passed,
    review_failed, state FROM batch_counts WHERE batch < 4')" \
"1|248|248|155|93|closed
2|0|1584|0|0|closed
3|0|0|0|0|missing"
is "planned cities apart, as the ministry counts them" \
    "$(ask "SELECT unit, sum(final) FROM unit_counts
    WHERE unit IN ('330000', '330200', 'XPCC') AND batch < 3 GROUP BY unit")" \
"330000|107
330200|55
XPCC|4"
is "both ways of counting a province" "$(ask "SELECT
    sum(final_without_planned_city), sum(final) FROM province_counts
    WHERE province_code = '330000'")" "107|162"
is "coverage has a cell for each batch and unit" \
    "$(ask 'SELECT count(*), count(DISTINCT unit) FROM coverage')" "296|37"
is "coverage keeps its states apart" "$(ask "SELECT batch, state, count(*)
    FROM coverage WHERE batch IN (2, 3, 8) GROUP BY 1, 2")" \
"2|closed|36
2|confirmed_zero|1
3|missing|37
8|not_yet_published|37"
is "coverage: a number for one batch, a number for two together" \
    "$(ask "SELECT batch, expected, found, state, together, together_found
    FROM coverage WHERE unit = '610000' AND batch < 4")" \
"1|9|9|closed|1+2|52
2|43|43|closed|1+2|52
3|60|0|missing||"
is "as of a day" "$(for day in 2019-06-04 2019-06-05 2020-11-13 2022-06-05; do
    ask "SELECT count(DISTINCT company) FROM validity
	WHERE valid_from <= '$day' AND '$day' < valid_until"
    done)" "0
248
1832
1739"
is "the counts by day agree with the terms" "$(ask "SELECT count(*)
    FROM holders h WHERE batch = 0 AND companies <> (SELECT
	count(DISTINCT company) FROM validity v JOIN company c USING (company)
	WHERE valid_from <= h.day AND h.day < valid_until
	AND h.unit IN ('', c.unit))")" 0
is "also batch by batch" "$(ask "SELECT batch, day, companies FROM holders
    WHERE unit = '' AND batch > 0")" "1|2019-06-05|248
1|2022-06-05|155
1|2025-06-05|0
2|2020-11-13|1584
2|2023-11-13|0"
is "an event leads to its document and address" \
    "$(ask "SELECT count(*), count(DISTINCT document), min(length(document))
    FROM small_giant_events WHERE url LIKE 'https://%' AND row_no > 1")" \
    "2329|40|64"
is "a word of two characters is found" "$(ask "SELECT n.name FROM search
    JOIN company_name n ON n.name_no = search.rowid
    WHERE search MATCH 'name:储能'")" "北京试零号储能科技有限公司"
is "a part of a name of any length" "$(for part in 新能源 新能源科 源科技有限* 能*; do
	ask "SELECT count(*) FROM search WHERE search MATCH 'name:$part'"
    done | uniq -c | awk '{ print $1, $2 }')" "3 1832
1 1833"
is "the search can be counted, and shows what it found" "$(ask "SELECT count(*)
    FROM search; SELECT snippet(search, 0, '[', ']', '', 9) || snippet(search,
    3, '[', ']', '', 5) FROM search WHERE search MATCH 'pinyin:bjslhcn*'")" \
    "1833
北京试零号储能科技有限公司[bei] jing shi ling hao"
is "an English place is found" "$(ask "SELECT count(*) FROM search
    WHERE search MATCH 'place:ningbo'")" 55
is "an English place of two words, and the same place in pinyin" \
    "$(for place in '"inner mongolia"' neimenggu '"内蒙古"'; do
	ask "SELECT count(*) FROM search WHERE search MATCH 'place:$place'"
    done)" "12
12
12"
is "pinyin without tones is found" "$(ask "SELECT n.name FROM search
    JOIN company_name n ON n.name_no = search.rowid
    WHERE search MATCH 'pinyin:chuneng'")" "北京试零号储能科技有限公司"
is "readings that characters have in names" "$(ask "SELECT count(*) FROM search
    WHERE search MATCH 'pinyin:chongqing'")" 65
is "places have English names and pinyin" "$(ask "SELECT short_name, english,
    pinyin FROM division WHERE code IN ('150000', '350200', '430100', '540100',
    '330206', '610000')")" "内蒙古|Inner Mongolia|Neimenggu
北仑||Beilun
厦门|Xiamen|Xiamen
长沙|Changsha|Changsha
拉萨|Lhasa|Lasa
陕西|Shaanxi|Shanxi"
# The two that differ keep an older spelling on purpose.
# From two tables of our own: no library's version reads them otherwise.
is "places that their characters' usual readings do not give" \
    "$(ask "SELECT name, pinyin FROM division WHERE code IN ('120115',
    '222404', '420116', '410621', '411726', '141024', '510682', '320116',
    '330382', '361124', '371722', '140428', '411104', '652927') ORDER BY code" | tr '\n' ' ')" \
    "宝坻区|Baodi 长子县|Zhangzi 洪洞县|Hongtong 珲春市|Hunchun 六合区|Luhe 乐清市|Yueqing 铅山县|Yanshan 单县|Shanxian 浚县|Xunxian 召陵区|Shaoling 泌阳县|Biyang 黄陂区|Huangpi 什邡市|Shifang 乌什县|Wushi "
is "no library reads for it" "$(grep -l '#include <unicode' load -r)" ""
is "every reading has its source" "$(awk -F '\t' 'NR > 1 && (NF != 4 ||
    $4 == "" || $3 !~ /^(any|place)$/)' load/pinyin.tsv)" ""
is "pinyin and English names of cities agree, but for old spellings" \
    "$(ask "SELECT count(*) > 250, count(*) FILTER
    (WHERE lower(replace(english, char(39), '')) <> lower(pinyin)) < 40 FROM division
    WHERE code LIKE '%00' AND valid_until IS NULL
    AND english NOT LIKE '% %'")" "1|1"
is "every label is there in both languages" "$(for table in kind programme \
    label reject_reason; do
	ask "SELECT '$table', * FROM $table WHERE coalesce(chinese, '') NOT GLOB
	    '*[一-龥]*' OR english NOT GLOB '[a-z1]*[a-zA-Z]'"
    done)" ""
is "kinds, programmes and reasons have labels" "$(ask "SELECT kind FROM event
    EXCEPT SELECT kind FROM kind UNION ALL SELECT programme FROM event
    EXCEPT SELECT programme FROM programme")" ""
is "provinces and cities all have an English name" "$(ask "SELECT code, name
    FROM division WHERE code LIKE '%00' AND english IS NULL")" ""
is "also the retired ones" "$(ask "SELECT name, english FROM division
    WHERE code IN ('652100', '532700', '341400')")" \
"巢湖市|Chaohu
思茅地区|Simao
吐鲁番地区|Turpan"
is "units have short, long and English names" "$(ask "SELECT short_name, name,
    english FROM unit WHERE unit IN ('150000', '210200', 'XPCC', '610000')
    ORDER BY unit")" \
"内蒙古|内蒙古自治区|Inner Mongolia
大连|大连市|Dalian
陕西|陕西省|Shaanxi
兵团|新疆生产建设兵团|XPCC"
is "inputs are named by digest, without clock times" \
    "$(ask "SELECT sha256 FROM input WHERE file = 'events.tsv'")" \
    "$(digest "$data/transform/events.tsv")"
for view in small_giant_events batch_counts unit_counts province_counts \
    coverage current_small_giants validity designation company_timeline \
    expectation finding; do
	like "view $view can be read" \
	    "$(ask "SELECT count(*) FROM $view" 2>&1)" '^[0-9]+$'
done

# --- reports ------------------------------------------------------------
ok "report.json is JSON" python3 -c "
import json
r = json.load(open('$data/load/report.json'))
assert r['verdict'] == 'published' and r['counts']['events'] == 2329
assert {c['state'] for c in r['checks'] if c['level'] == 'error'} <= {'holds'}
assert len(r['checks']) == len(__import__('os').listdir('load/checks')) - 2"
ok "junit.xml is XML with a case a check and source" python3 -c "
import xml.etree.ElementTree as e
t = e.parse('$data/load/junit.xml').getroot()
n = len(t.findall('.//testcase'))
assert n == sum(int(s.get('tests')) for s in t), n
assert n == (len(__import__('os').listdir('load/checks')) - 2) * 38, n
assert t.find('.//testcase[@classname=\"miit-load.error.row_balance\"]'
    '[@name=\"unit-330200\"]') is not None
assert not t.findall('.//failure') and t.findall('.//skipped')"
status 0 "$bin/miit-load" --check --data "$data" --json "$work/c.json" \
    --junit "$work/c.xml"
like "--check prints each check with its figure" "$(cat "$work/out")" \
    '^error    holds       row_balance: 0 of 56 lists$'
ok "--check writes the files asked for" test -s "$work/c.json" -a \
    -s "$work/c.xml"
is "--check changes nothing" "$(digest "$warehouse")" "$first"
status 0 "$bin/miit-load" --check "$warehouse"

# --- usage --------------------------------------------------------------
status 2 "$bin/miit-load" --data "$data" stray
status 2 "$bin/miit-load" --data "$data" --only miit
status 2 "$bin/miit-load" --data "$data" --publish-anyway ''
status 1 "$bin/miit-load" --check "$work/nothing.sqlite"
like "a missing warehouse is named" "$(cat "$work/err")" 'no such file'

# Two loads at once: the second gives way.
(
	exec 9>"$data/.load.lock"
	flock 9
	"$bin/miit-load" --data "$data"
) >"$work/out" 2>"$work/err"
is "another run holds the lock: status 5" $? 5
# A stage upstream that is at work.
(
	exec 9>"$data/.transform.lock"
	flock 9
	"$bin/miit-load" --data "$data"
) >"$work/out" 2>"$work/err"
is "transform is at work: status 5" $? 5

# --- the gate -----------------------------------------------------------
# What concerns the whole: an event of a firm that is nowhere.
copy
sed -i '1000s/\(\t[^\t]*\)\t[0-9a-z]*\(\t[^\t]*\t330200\|\t[^\t]*\t\)/&/' \
    "$work/copy/transform/events.tsv"
awk -F'\t' 'BEGIN { OFS = FS } NR == 2 { $12 = "nobody" } { print }' \
    "$data/transform/events.tsv" >"$work/copy/transform/events.tsv"
"$maker" --seal "$work/copy"
status 4 "$bin/miit-load" --data "$work/copy"
like "a firm that is nowhere is named" "$(cat "$work/out")" \
    'refers to a row of company that does not exist'
is "the old warehouse stays" \
    "$(digest "$work/copy/load/warehouse.sqlite")" "$first"
ok "the candidate is kept aside" test -s "$work/copy/load/candidate.sqlite"
ok "with nothing half-done left" test ! -e \
    "$work/copy/load/.warehouse.sqlite.new"
ok "the report says refused" grep -q '"verdict": "refused"' \
    "$work/copy/load/report.json"
# What Jenkins (its junit-10.xsd), GitLab and GitHub's reporters read.
for xml in "$data" "$work/copy"; do
	ok "JUnit as its readers want it: $(basename "$xml")" python3 -c "
import xml.etree.ElementTree as e
top = e.parse('$xml/load/junit.xml').getroot()
assert top.tag == 'testsuites'
seen = set()
for suite in top:
    assert suite.tag == 'testsuite' and {'name', 'tests', 'failures',
        'errors', 'skipped'} == set(suite.attrib), suite.attrib
    for what, many in ('testcase', 'tests'), ('testcase/failure', 'failures'), \\
            ('testcase/error', 'errors'), ('testcase/skipped', 'skipped'):
        assert len(suite.findall(what)) == int(suite.get(many)), many
    for case in suite:
        assert set(case.attrib) == {'classname', 'name'}, case.attrib
        key = case.get('classname'), case.get('name')
        assert all(key) and key not in seen, key
        seen.add(key)
        assert len(case) <= 1 and all(c.tag in ('failure', 'skipped',
            'system-out') and c.text.strip() for c in case)
        assert all(c.get('message') for c in case if c.tag == 'failure')
"
done
ok "JUnit has failures, in the sources that have them" python3 -c "
import xml.etree.ElementTree as e
t = e.parse('$work/copy/load/junit.xml').getroot()
assert {c.get('name') for c in t.findall('.//testcase') if c.find('failure')
    is not None} == {'all'}"
status 4 "$bin/miit-load" --check "$work/copy/load/candidate.sqlite"
status 0 "$bin/miit-load" --data "$work/copy" --publish-anyway 'known slip'
is "who overrode what is kept" "$(sqlite3 "$work/copy/load/warehouse.sqlite" \
    "SELECT verdict, override_reason, override_by, (SELECT count(*) > 0
    FROM check_result WHERE name = 'foreign_keys') FROM run")" \
    "overridden|known slip|$(id -un)|1"
ok "and its inputs are not noted: the next run refuses again" \
    test ! -e "$work/copy/load/inputs.tsv"
status 4 "$bin/miit-load" --data "$work/copy"
status 0 "$bin/miit-load" --data "$work/copy" --publish-anyway 'known slip'
ok "the candidate aside is gone" test ! -e "$work/copy/load/candidate.sqlite"

# What is a list's or a source's is held back at its last good state.
copy
sed -i 's/\t330200\t/\t999999\t/' "$work/copy/transform/events.tsv"
"$maker" --seal "$work/copy"
status 3 "$bin/miit-load" --data "$work/copy"
like "an unknown unit is named with its list and its remedy" \
    "$(cat "$work/err")" 'list [0-9a-z]*: .*: held back: unknown_unit: unknown unit 999999: 宁波.*field accept'
is "its events are those of the last warehouse" "$(sqlite3 \
    "$work/copy/load/warehouse.sqlite" "SELECT count(*), count(*) FILTER
    (WHERE unit = '330200'), (SELECT count(*) FROM term) FROM event")" \
    "$(ask "SELECT count(*), count(*) FILTER (WHERE unit = '330200'),
    (SELECT count(*) FROM term) FROM event")"
ok "the report says so" grep -q '"verdict": "held_back"' \
    "$work/copy/load/report.json"
held=$(digest "$work/copy/load/warehouse.sqlite")
status 3 "$bin/miit-load" --data "$work/copy"
is "loading that twice changes no byte" \
    "$(digest "$work/copy/load/warehouse.sqlite")" "$held"
rm "$work/copy/load/warehouse.sqlite" "$work/copy/load/counts.tsv"
status 3 "$bin/miit-load" --data "$work/copy"
is "without a last state they are left out" "$(sqlite3 \
    "$work/copy/load/warehouse.sqlite" "SELECT DISTINCT state FROM held")" \
    left_out

# A source that shrinks by more than 15 %.
copy
python3 - "$work/copy/transform" <<'END'
import re, sys
top = sys.argv[1]
def cut(name, keep):
    path = top + '/' + name
    lines = open(path, encoding='utf-8').read().splitlines(True)
    open(path, 'w', encoding='utf-8').writelines(
        lines[:1] + [l for l in lines[1:] if keep(l.split('\t'))])
lines = open(top + '/lists.tsv', encoding='utf-8').read().splitlines()
gone = {l.split('\t')[0] for l in lines if '/2.html' in l}
assert len(gone) == 1
events = {l.split('\t')[0] for l in open(top + '/events.tsv', encoding='utf-8')
          if l.split('\t')[1] in gone}
cut('events.tsv', lambda f: f[1] not in gone)
cut('lists.tsv', lambda f: f[0] not in gone)
cut('validity.tsv', lambda f: f[5] not in events)
cut('places.tsv', lambda f: f[7].strip() not in events)
cut('coverage.tsv', lambda f: f[4] not in gone)
END
"$maker" --seal "$work/copy"
status 3 "$bin/miit-load" --data "$work/copy"
like "both figures are said" "$(cat "$work/err")" \
    'source miit: held back: shrink: shrunk: 497 events, 2081 in the last'
is "no event and no title is lost" "$(sqlite3 \
    "$work/copy/load/warehouse.sqlite" 'SELECT count(*), (SELECT count(*)
    FROM term), (SELECT count(*) FROM company) FROM event')" \
    "$(ask 'SELECT count(*), (SELECT count(*) FROM term),
    (SELECT count(*) FROM company) FROM event')"
# The night after the program was upgraded: the last warehouse is of an older schema
# version, which lacks columns and tables.
older() {   # older VERSION SQL: the warehouse of $data as that version had it
	rm -rf "$work/copy/load"
	cp -r "$data/load" "$work/copy/load"
	last=$work/copy/load/warehouse.sqlite
	sqlite3 "$last" "SELECT 'DROP VIEW ' || name || ';' FROM sqlite_schema
	    WHERE type = 'view'" | sqlite3 "$last"
	sqlite3 "$last" "PRAGMA user_version = $1; $2"
	printf 'file\tformat_version\trows\tbytes\tsha256\tprogram\n%s\t1\t\\N\t%s\t%s\ttest\n' \
	    warehouse.sqlite "$(stat -c %s "$last")" "$(digest "$last")" \
	    >"$work/copy/load/manifest.tsv"
}
while IFS='|' read -r version sql; do
	older "$version" "$sql"
	status 3 "$bin/miit-load" --data "$work/copy"
	like "version $version: a source that shrank is held back" \
	    "$(cat "$work/err")" \
	    'source miit: held back: shrink: shrunk: 497 events, 2081 in the last'
	is "version $version: no event and no title is lost" "$(sqlite3 "$last" \
	    'SELECT count(*), (SELECT count(*) FROM term),
	    (SELECT count(*) FROM company), (SELECT count(*) FROM company_name)
	    FROM event')" \
	    "$(ask 'SELECT count(*), (SELECT count(*) FROM term),
	    (SELECT count(*) FROM company), (SELECT count(*) FROM company_name)
	    FROM event')"
	is "version $version: the rest is this night's" "$(sqlite3 "$last" \
	    "PRAGMA user_version; SELECT sum(companies) FROM tally;
	    PRAGMA integrity_check")" "$(ask "PRAGMA user_version;
	    SELECT sum(companies) FROM tally; PRAGMA integrity_check")"
done <<'END'
7|ALTER TABLE term RENAME known_on TO gone
4|ALTER TABLE term RENAME known_on TO gone; ALTER TABLE event RENAME segment TO other
3|ALTER TABLE term RENAME known_on TO gone; ALTER TABLE list RENAME locator TO other; DROP TABLE decision; DROP TABLE company_place
END
guard() {   # guard NAME STATUS: no shrunken warehouse takes the place
	"$bin/miit-load" -v --data "$work/copy" >"$work/out" 2>"$work/err"
	is "$1: status $2" $? "$2"
	rm -f "$work/copy/load/candidate.sqlite"
}
kept=$work/copy/load/warehouse.sqlite
published=$(digest "$kept")
python3 - "$kept" "$bin/miit-load" "$work" <<'END'
import sqlite3, subprocess, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute('BEGIN EXCLUSIVE')
with open(sys.argv[3] + '/err', 'w') as err:
    status = subprocess.call([sys.argv[2], '--data', sys.argv[3] + '/copy'],
                             stdout=err, stderr=err)
open(sys.argv[3] + '/status', 'w').write(str(status))
db.execute('ROLLBACK')
END
is "locked by another program: status 1" "$(cat "$work/status")" 1
like "locked: said" "$(cat "$work/err")" 'cannot be looked at: database is locked'
if [ "$(id -u)" -ne 0 ]; then
	chmod 0 "$kept"
	guard "unreadable" 1
	chmod 644 "$kept"
fi
# From too few descriptors to start to more than it needs: it fails or does it all.
answers=
for most in 4 5 6 7 8 9 10 11 12 13 14 15 16 18 20 24 28 32; do
	(ulimit -n "$most"; unwatched "$bin/miit-load" --data "$work/copy") >"$work/out" 2>&1
	answers="$answers $?"
done
like "too few descriptors: status 1, enough: as without a limit" "$answers" \
    '^ (127 )?(1 )+(3 )+3$'
is "none of these touched it" "$(digest "$kept")" "$published"
dd if=/dev/zero of="$kept" bs=1 seek=20000 count=30000 conv=notrunc status=none
guard "damaged" 4
rm "$kept"
guard "deleted" 4
like "deleted: compared with what was published" "$(cat "$work/out")" \
    'source miit: shrunk: 497 events, 2081 in the last warehouse'
ok "deleted: nothing smaller is published" test ! -e "$kept"
rm "$work/copy/load/counts.tsv"
status 0 "$bin/miit-load" --data "$work/copy"
cp -r "$data/transform" "$work/copy"
status 0 "$bin/miit-load" --data "$work/copy"
like "one that more than doubles is a warning" "$(cat "$work/out")" \
    '^warning  FAILS       growth: 1 of'

# --- damaged hand-offs --------------------------------------------------
copy
sed -i '2s/小巨人/大巨人/' "$work/copy/transform/lists.tsv"
status 1 "$bin/miit-load" --data "$work/copy"
like "an edited hand-off is named" "$(cat "$work/err")" \
    'transform/lists.tsv: disagrees with manifest.tsv'
is "the warehouse stays" "$(digest "$work/copy/load/warehouse.sqlite")" "$first"
ok "no candidate is left" test ! -e "$work/copy/load/.warehouse.sqlite.new"

copy
head -c 100000 "$data/transform/events.tsv" >"$work/copy/transform/events.tsv"
status 1 "$bin/miit-load" --data "$work/copy"
like "a cut hand-off is named" "$(cat "$work/err")" 'events.tsv: disagrees'

copy
sed -i '2s/\tfinal\t/\tfinal\t/; 2s/\tnational\t1\t/\tnational\tone\t/' \
    "$work/copy/transform/events.tsv"
"$maker" --seal "$work/copy"
status 1 "$bin/miit-load" --data "$work/copy"
like "a word where a number belongs is named with its record" \
    "$(cat "$work/err")" 'events.tsv: record 1: .*event.batch'

# A stage upstream that knows more than this one.
copy
sed -i '1s/$/\tsector/; 2,$s/$/\tC39/' "$work/copy/transform/events.tsv"
"$maker" --seal "$work/copy"
status 0 "$bin/miit-load" --data "$work/copy"
is "a new column does not stop the load, and is said" "$(sqlite3 \
    "$work/copy/load/warehouse.sqlite" "SELECT place, message FROM finding
    WHERE name = 'ignored_column'")" \
    "transform/events.tsv|column sector is not loaded"
printf 'source\tlists\nmiit\t1\n' >"$work/bad.tsv"
status 1 "$bin/miit-load" --expectations "$work/bad.tsv" --data "$work/copy"
like "a bad file of expectations is named" "$(cat "$work/err")" \
    'bad.tsv: line 1: expected the columns source'

copy
rm -r "$work/copy/transform"
status 1 "$bin/miit-load" --data "$work/copy"
like "a missing stage is named" "$(cat "$work/err")" \
    "transform: [a-z]+.tsv is not there: run miit-transform --data $work/copy first"
is "the warehouse stays as it was" \
    "$(digest "$work/copy/load/warehouse.sqlite")" "$first"

# --- what parse could not read -------------------------------------------
copy
file=$(cd "$work/copy/parse" && ls -- */*.tsv | head -n 1)
printf 'document\t1\tx\ttext/html\tutf-8\thtml\tutf8\nproblem\tdamaged\tsheet 2\tthe row ends\\twithin a cell\nend\t2\n' \
    >"$work/copy/parse/$file"
"$maker" --seal "$work/copy"
status 0 "$bin/miit-load" --data "$work/copy"
is "problems of documents are kept" "$(sqlite3 -separator ' ' \
    "$work/copy/load/warehouse.sqlite" "SELECT p.code, p.place,
    replace(p.message, char(9), '<tab>'), r.message = 'damaged: ' || p.message
    FROM problem p JOIN check_result r ON r.document = p.document
    WHERE r.name = 'problem_document'")" \
    "damaged sheet 2 the row ends<tab>within a cell 1"

# --- other files in its place --------------------------------------------
copy
sqlite3 "$work/copy/load/warehouse.sqlite" 'PRAGMA user_version = 99'
newer=$(digest "$work/copy/load/warehouse.sqlite")
for mode in "" --check; do
	# shellcheck disable=SC2086
	status 1 "$bin/miit-load" --data "$work/copy" $mode
	like "a newer version is refused, both named" "$(cat "$work/err")" \
	    'schema version 99, newer than 8'
done
is "and left alone" "$(digest "$work/copy/load/warehouse.sqlite")" "$newer"

copy
rm "$work/copy/load/warehouse.sqlite"
sqlite3 "$work/copy/load/warehouse.sqlite" 'CREATE TABLE mine (x)'
status 1 "$bin/miit-load" --data "$work/copy"
like "a database of another program is left alone" "$(cat "$work/err")" \
    'of another program'

copy
head -c 300000 /dev/zero | tr '\0' 'x' | dd of="$work/copy/load/warehouse.sqlite" \
    bs=1 seek=20000 conv=notrunc status=none count=30000
status 1 "$bin/miit-load" --check --data "$work/copy"
status 0 "$bin/miit-load" --data "$work/copy"
like "a damaged warehouse is rebuilt, with a warning" "$(cat "$work/err")" \
    'warning: cannot be read; kept as damaged.sqlite'
is "to what it was" "$(digest "$work/copy/load/warehouse.sqlite")" "$first"
ok "and the damaged one is kept" test -s "$work/copy/load/damaged.sqlite"

copy
sqlite3 "$work/copy/load/warehouse.sqlite" 'PRAGMA user_version = 1;
    DROP TABLE holders; DROP TABLE input'
rm "$work/copy/load/manifest.tsv"
status 1 "$bin/miit-load" --check --data "$work/copy"
like "an older version is not misread" "$(cat "$work/err")" 'older schema'
status 0 "$bin/miit-load" --data "$work/copy"
like "and says so" "$(cat "$work/err")" 'older schema version, rebuilt in'
is "but rebuilt" "$(digest "$work/copy/load/warehouse.sqlite")" "$first"

# --- since when a title is known -----------------------------------------
# 2026-10-30T16:00Z is the next day in China; the first of two fetches counts.
copy
cp "$work/copy/fetch/documents.tsv" "$work/documents"
awk 'BEGIN { FS = OFS = "\t" }
    NR == 1 { for (i = 1; i <= NF; i++) if ($i == "fetched_at") at = i }
    NR == 3 { again = $0; $at = "2026-10-30T16:00:00Z"; early = $0 } { print }
    END { $0 = again; $2 = $2 "?again"; print }' \
    "$work/documents" >"$work/copy/fetch/documents.tsv"
"$maker" --seal "$work/copy"
status 0 "$bin/miit-load" --data "$work/copy"
warehouse=$work/copy/load/warehouse.sqlite
is "a title is known since the first fetch of its document, in China" "$(ask "
    SELECT a.at, min(v.known_on), max(v.known_on) FROM validity v
    JOIN event e USING (event) JOIN (SELECT document, min(fetched_at) AS at
	FROM address GROUP BY document) a ON a.document = e.document
    GROUP BY a.at")" \
    "2026-10-30T16:00:00Z|2026-10-31|2026-10-31
2026-11-01T00:00:00Z|2026-11-01|2026-11-01"
warehouse=$work/data/load/warehouse.sqlite

# --- the manual --------------------------------------------------------
awk '/^\.Bd/ { n++; next } /^\.Ed/ { n += 0; on = 0; next }
    /^SELECT/ { on = 1 } on { print >("'"$work"'/example." n) }' load/miit-load.1
is "the manual's examples are five queries" \
    "$(cat "$work"/example.* | grep -c ';$')" 5
for example in "$work"/example.*; do
	sqlite3 -readonly "$warehouse" <"$example" >"$work/out" 2>"$work/err"
	is "a query of the manual runs: $(head -n 1 "$example")" \
	    "$(cat "$work/err")" ""
done

# --- explain -----------------------------------------------------------
explain() {
	scripts/explain --data "$data" "$@" >"$work/out" 2>"$work/err"
}
explain '北京试零号新能源科技有限公司'
is "explain: a company under its old name" \
    "$(grep -c '^20' "$work/out")" 4
like "explain: the cell" "$(cat "$work/out")" \
    '^    cell       body, table 1, row 2, column 2$'
like "explain: the address" "$(cat "$work/out")" \
    '^    address    https://www.miit.gov.cn/1.html \(fetched 2026-11-01T'
mkdir -p "$work/dated/load"
cp "$data/load/warehouse.sqlite" "$work/dated/load"
sqlite3 "$work/dated/load/warehouse.sqlite" "UPDATE address SET
    date_evidence = 'label' WHERE url = 'https://www.miit.gov.cn/1.html'"
scripts/explain --data "$work/dated" '北京试零号新能源科技有限公司' >"$work/out"
like "explain: how the day is known" "$(cat "$work/out")" \
    '^    day        2019-06-.., known by a label beside the title$'
like "explain: what it means" "$(cat "$work/out")" \
    '^    means      title from 2022-06-05 to 2025-06-05 \(review_final\)$'
like "explain: the new name" "$(cat "$work/out")" \
    '^name .*新能源.*; renamed to 北京试零号储能科技有限公司$'
explain 试零号
like "explain: a part that several share" "$(cat "$work/out")" \
    '^36 companies:$'
cp "$work/out" "$work/all"
explain "$(sed -n '2s/ .*//p' "$work/all")"
is "explain: an id of the list leads to one" "$(head -n 1 "$work/out")" \
    "$(sed -n '2s/^[^ ]*  \([^,]*\),.*/\1/p' "$work/all")"
explain --count batch=1 unit=330200
is "explain: a figure" "$(head -n 1 "$work/out")" "figure     6 firms"
is "explain: and the cells it is made of" \
    "$(grep -c '^    cell       body, table 1, row 2[23][0-9], column 2$' \
    "$work/out")" 6
like "explain: the run" "$(cat "$work/out")" \
    '^run        miit-load [0-9.+a-f]+, published, miit-transform test$'
for cell in "batch = 1 AND unit = '' AND year = 0|batch=1" \
    "batch = 2 AND unit = '610000' AND year = 0|batch=2 unit=610000" \
    "batch = 2 AND unit = '' AND year = 2020|batch=2 year=2020"; do
	# shellcheck disable=SC2086
	explain --count ${cell#*|}
	is "explain: ${cell#*|} is the figure of the counts" \
	    "$(head -n 1 "$work/out")" "figure     $(ask "SELECT companies
	    FROM tally WHERE kind = 'final' AND ${cell%|*}") firms"
done
explain --count kind=review_final province=330000
is "explain: with its planned city" "$(head -n 1 "$work/out")" \
    "figure     $(ask "SELECT sum(companies) FROM tally WHERE year = 0 AND
    kind = 'review_final' AND unit IN ('330000', '330200')") firms"
explain --count batch=9
is "explain: no such figure" $? 2
for wrong in "batch=1x" "colour=red" ""; do
	# shellcheck disable=SC2086
	explain --count $wrong
	is "explain: usage: --count $wrong" $? 2
done
explain --count unit="x' OR '1'='1"
is "explain: a quote is no SQL" $? 2
for odd in "' OR 1=1 --" '"' "x'); DROP TABLE event; --" '%' '北京_零号' \
    '.shell true' '$(true)' '`true`'; do
	explain "$odd"
	is "explain: nobody is called $odd" "$?" 1
	like "explain: and it says so" "$(cat "$work/err")" \
	    'no company has this name'
done
copy
sed -i '2s/北京试零号新能源/北京试零号 新能源(集团)/' \
    "$work/copy/transform/events.tsv"
"$maker" --seal "$work/copy"
"$bin/miit-load" --data "$work/copy" >/dev/null 2>&1
is "explain: a printed form leads to the company" "$(scripts/explain \
    --data "$work/copy" '北京试零号 新能源(集团)科技有限公司' | head -n 1)" \
    "北京试零号储能科技有限公司"

# --- what a killed run leaves -------------------------------------------
for left in etilqs_5c1d6a2e91b3f047 .warehouse.sqlite.new .report.json.new; do
	touch "$data/load/$left" "$data/load/mine" "$data/load/.mine"
	status 0 "$bin/miit-load" --data "$data"
	ok "$left: removed by the next run" test ! -e "$data/load/$left"
done
rm "$data/load/.mine"
is "no other file is" \
    "$(cd "$data/load" && ls)" "$(printf '%s\n' counts.tsv difference.tsv \
    inputs.tsv junit.xml manifest.tsv mine report.json warehouse.sqlite)"
rm "$data/load/mine"

# --- trying -------------------------------------------------------------
copy
rm -r "$work/copy/load"
status 0 "$bin/miit-load" --dry-run --data "$work/copy"
is "--dry-run leaves nothing" "$(ls -A "$work/copy/load")" ""

done_testing
