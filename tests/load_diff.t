#!/bin/sh
# miit-load --diff: what changed between two warehouses, and why.
# Slow: left out of `make check-quick`.
. "$(dirname "$0")/tap.sh"

maker=tests/load/make_handoff.py
"$maker" "$work/data" && "$bin/miit-load" --data "$work/data" \
    >/dev/null 2>&1 || exit 1
old=$work/data/load/warehouse.sqlite
new=$work/new.sqlite

# differ SQL: what --diff says after SQL was done to a copy.
differ() {
	cp "$old" "$new"
	sqlite3 "$new" "$1" || echo "# bad SQL"
	"$bin/miit-load" --diff "$old" "$new" --json "$work/diff.json" \
	    >"$work/out" 2>"$work/err"
}
other_program="UPDATE input SET program = 'other' WHERE file = 'events.tsv';"
other_data="UPDATE input SET sha256 = 'other'
    WHERE file = 'transform/place/divisions.tsv';"
moved="UPDATE event SET unit = '330000' WHERE rowid =
	(SELECT min(rowid) FROM event WHERE unit = '330200');
    UPDATE company SET unit = '330000' WHERE company =
	(SELECT company FROM event WHERE event.unit = '330000'
	ORDER BY rowid DESC LIMIT 1);"

status 0 "$bin/miit-load" --diff "$old" "$old"
is "a warehouse does not differ from itself" "$(cat "$work/out")" \
    "no difference"

differ "$other_program $moved"
like "a program that reads otherwise" "$(cat "$work/out")" \
    '^event    changed  because of program           1$'
like "what changed" "$(cat "$work/out")" '  宁波.*: unit: 330200 -> 330000$'
differ "$other_program $other_data UPDATE company SET city_code = '330300'
    WHERE company = (SELECT min(company) FROM company);"
is "a place, by a data file" "$(grep -c '^place .* data_file  *1$' \
    "$work/out")" 1
ok "as JSON" python3 -c "
import json
d = json.load(open('$work/diff.json'))
assert d['format'] == 1 and d['data_files'] == 'transform/place/divisions.tsv', d
c, = d['changes']
assert (c['thing'], c['change'], c['cause'], c['detail']) == ('place',
    'changed', 'data_file', 'city_code: none -> 330300'), c"

# Titles: who gained, kept and lost one, what it rests on, by which list.
nth="(SELECT company FROM company ORDER BY company LIMIT 1 OFFSET"
differ "$other_program
    UPDATE term SET valid_until = '2031-01-01' WHERE company = $nth 1);
    DELETE FROM term WHERE company = $nth 2);
    UPDATE term SET basis = 'publicity' WHERE company = $nth 3);"
is "titles kept, lost and changed" "$(sed -n \
    's/^title  *\([a-z]*\)  *because of program  *1$/\1/p' "$work/out" |
    tr '\n' ' ')" "changed kept lost "
like "until when, and by which list" "$(cat "$work/out")" \
    'final until 20[0-9-]* -> [a-z_]* until 2031-01-01; .*企业名单'
"$bin/miit-load" --diff "$new" "$old" >"$work/out" 2>"$work/err"
like "gained, seen from the other side" "$(cat "$work/out")" \
    '^title    gained   because of program           1$'

judged="INSERT INTO input (stage, file, sha256)
    VALUES ('transform', 'judgements', 'one');"
differ "$judged UPDATE event SET company = (SELECT max(company) FROM company)
    WHERE rowid = 1;
    DELETE FROM company WHERE company = (SELECT company FROM company_name
	WHERE name = (SELECT name FROM event WHERE rowid = 1));"
is "companies joined by a judgement" "$(grep -c \
    '^\(company  removed\|event    changed\)  because of judgement  *1$' \
    "$work/out")" 2

# A page that was published again with one firm more.
copied="UPDATE address SET document = 'copy' WHERE url LIKE '%/2.html';
    UPDATE document SET document = 'copy' WHERE url LIKE '%/2.html';
    UPDATE list SET document = 'copy' WHERE url LIKE '%/2.html';
    UPDATE event SET document = 'copy', event = event || 'x' WHERE batch = 2;"
differ "$copied"
is "a new copy of a document that says the same" "$(cat "$work/out")" \
    "no difference"
differ "$copied INSERT INTO company SELECT 'ffff', '新公司', '新公司', NULL, unit,
	province_code, NULL, NULL, NULL, 1, NULL, NULL, 2, NULL, NULL
	FROM company LIMIT 1;
    INSERT INTO event SELECT 'added', list, programme, level, batch, kind,
	event_on, 9999, '新公司', '新公司', '新公司', 'ffff', NULL, unit,
	province_code, province, NULL, NULL, NULL, NULL, place_evidence, NULL,
	NULL, NULL, document, NULL, 1, 9999, 2, 'body', NULL,
	NULL, NULL, NULL, NULL, NULL, NULL,
	NULL, NULL, NULL, NULL, NULL, NULL, NULL
	FROM event WHERE batch = 2 LIMIT 1;
    DELETE FROM event WHERE event = (SELECT max(event) FROM event
	WHERE batch = 2 AND event <> 'added');"
is "one firm more and one less, by the source" "$(grep -c \
    '^event    \(added\|removed\)  *because of source  *1$' "$work/out")" 2
like "and a company more" "$(cat "$work/out")" \
    '^company  added    because of source  *1$'

# --- stored with the run ---------------------------------------------------
sed -i 's/北京试零号储能/北京试零号光伏/g' "$work"/data/transform/*.tsv
"$maker" --seal "$work/data"
cp "$old" "$work/before.sqlite"
"$bin/miit-load" --data "$work/data" >/dev/null 2>&1
is "difference.tsv holds what changed" "$(cut -f1,2 \
    "$work/data/load/difference.tsv" | sed 1d | sort | uniq -c |
    awk '{ print $2, $3, $1 }')" "company changed 1
event changed 2
name added 1
name removed 1"
ok "the last warehouse is kept" cmp "$work/before.sqlite" \
    "$work/data/load/previous.sqlite"
# as_diff OLD: whether --diff, which looks at every row, says what difference.tsv
# says, which goes by the digests of parts; and how many changes these are.
as_diff() {
	"$bin/miit-load" --diff "$1" "$old" --json "$work/diff.json" >/dev/null 2>&1
	python3 -c "
import json
lines = [l.rstrip('\n').split('\t') for l in
    open('$work/data/load/difference.tsv', encoding='utf-8')]
print([{k: None if v == '\\\\N' else v for k, v in zip(lines[0], l)}
    for l in lines[1:]] == json.load(open('$work/diff.json'))['changes'],
    len(lines) - 1)"
}
is "as --diff says it" "$(as_diff "$work/before.sqlite")" "True 5"
for seed in 1 2 3 4 5 6; do
	tests/load/shake.py "$work/data" $seed
	"$maker" --seal "$work/data"
	"$bin/miit-load" --data "$work/data" --publish-anyway shaken \
	    >/dev/null 2>"$work/err"
	like "as --diff says it of random changes, $seed" \
	    "$(as_diff "$work/data/load/previous.sqlite")" '^True [1-9][0-9]*$'
done
# Parts of companies were smaller once: those of the last warehouse are of ids that
# begin with three hexadecimal digits, not two.
sqlite3 "$old" "INSERT INTO part_digest
    SELECT thing, part || substr('0123456789abcdef', value, 1), 'smaller'
    FROM part_digest, generate_series(1, 16) WHERE thing <> 'event';
    DELETE FROM part_digest WHERE length(part) = 3"
printf 'file\tformat_version\trows\tbytes\tsha256\tprogram\n%s\t1\t\\N\t%s\t%s\ttest\n' \
    warehouse.sqlite "$(stat -c %s "$old")" \
    "$(sha256sum "$old" | cut -d' ' -f1)" >"$work/data/load/manifest.tsv"
tests/load/shake.py "$work/data" 7
"$maker" --seal "$work/data"
status 0 "$bin/miit-load" --data "$work/data" --publish-anyway shaken
is "the last warehouse is the one that was published" \
    "$(ls "$work/data/load" | grep -c altered)" 0
like "as --diff says it where the parts were smaller" \
    "$(as_diff "$work/data/load/previous.sqlite")" '^True [1-9][0-9]*$'
cp "$old" "$work/once.sqlite"
status 0 "$bin/miit-load" --data "$work/data" --publish-anyway shaken
ok "loading the same again changes no byte" cmp "$old" "$work/once.sqlite"
# What somebody changed in the warehouse is no news of the publishers.
sqlite3 "$old" "UPDATE company SET name = name || '改'"
status 0 "$bin/miit-load" --data "$work/data" --publish-anyway shaken
like "an altered warehouse is built again" "$(cat "$work/err")" 'altered.sqlite'
ok "as it was" cmp "$old" "$work/once.sqlite"
like "and compared with the last one" \
    "$(as_diff "$work/data/load/previous.sqlite")" '^True [1-9][0-9]*$'

# --- usage -----------------------------------------------------------------
status 2 "$bin/miit-load" --diff "$old"
status 1 "$bin/miit-load" --diff "$old" "$work/nothing.sqlite"
like "a missing warehouse is named" "$(cat "$work/err")" 'nothing.sqlite: no such'
# A bit of it that changed is found by whoever verifies the data folder.
printf x | dd of="$work/data/load/previous.sqlite" bs=1 seek=5000 \
    conv=notrunc 2>/dev/null
"$bin/miit-fetch" --data "$work/data" --verify >/dev/null 2>"$work/err"
like "an altered previous.sqlite is named" "$(cat "$work/err")" \
    'load/previous.sqlite: disagrees with manifest.tsv'
done_testing
