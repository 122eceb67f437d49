#!/bin/sh
# Every check of load/checks: on a sound warehouse it holds, on a damaged one it
# fails and says what is wrong.  The damages are in tests/load/checks.txt.
# Slow: left out of `make check-quick`.
. "$(dirname "$0")/tap.sh"

tests/load/make_handoff.py "$work/data" &&
    "$bin/miit-load" --data "$work/data" >/dev/null 2>&1 &&
    "$bin/miit-load" --suggest --data "$work/data" >"$work/expectations.tsv" &&
    "$bin/miit-load" --expectations "$work/expectations.tsv" \
	--data "$work/data" >/dev/null 2>&1 || exit 1
is "--suggest proposes a line a source" "$(wc -l <"$work/expectations.tsv")" 38
is "with what it gave" "$(grep ^unit-330200 "$work/expectations.tsv")" \
    "unit-330200	2	6	2022-08-08	31"
sound=$work/sound.sqlite
cp "$work/data/load/warehouse.sqlite" "$sound"

# Of the numbers known, those of batches 1 and 2 are loaded; without the others
# everything holds.  Two firms have codes (DOMAIN 5), one list has sections.
sqlite3 "$sound" "
    DELETE FROM expected WHERE batch_until > 2 OR firms IN (1744, 1078, 1079)
	OR (kind = 'review_final' AND batch_from = 2);
    DELETE FROM identity_term WHERE total > 1832;
    UPDATE event SET credit_code = '91110000710926094P',
	credit_code_status = 'valid' WHERE name LIKE '北京试五号%';
    UPDATE event SET credit_code = '91310000631696382C',
	credit_code_status = 'valid' WHERE name LIKE '上海试五号%';
    UPDATE list SET sections = 36, sections_agreed = 36 WHERE batch = 2;
    INSERT INTO decision (file, line, field, value, state)
	VALUES ('decisions.tsv', 1, 'batch', '5', 'applied');
    UPDATE input SET rows = 1 WHERE file = 'decisions.tsv';
    INSERT INTO column_page (url, source)
	VALUES ('https://www.miit.gov.cn/index.html', 'miit');"
status 0 "$bin/miit-load" --check "$sound"
is "every check looks at something there" \
    "$(grep -E ' 0 [a-z ]*(of|in) 0 ' "$work/out")" ""
is "every check holds on a sound warehouse" \
    "$(grep -Ev '^(error|warning|info) +holds|left out' "$work/out")" ""

# state NAME: what --check printed of it.
state() {
	sed -n "s/^[a-z]*  *\([A-Za-z ]*[A-Za-z]\)  *$1: .*/\1/p" "$work/out"
}
damaged() {
	rm -f "$work/damaged.sqlite"
	cp "$sound" "$work/damaged.sqlite"
	is "$name: the SQL of its damage runs" \
	    "$(sqlite3 "$work/damaged.sqlite" 2>&1 >/dev/null)" ""
	"$bin/miit-load" --check "$work/damaged.sqlite" >"$work/out" 2>&1
	got=$?
	[ "$level" = error ] && is "$name: refuses" "$got" 4
	like "$name: fails" "$(cat "$work/out")" "^$level +FAILS +$name: [1-9]"
	like "$name: says $pattern" "$(cat "$work/out")" "^    .*$pattern"
	is "$name: finds no more than it looks at" "$(awk '/^[a-z]+ +(FAILS|holds)/ {
	    for (i = 2; i < NF; i++)
		if ($i == "of" && $(i - 1) + 0 > $(i + 1) + 0) print }' \
	    "$work/out")" ""
}
tab=$(printf '\t')
name=
: >"$work/sql"
while IFS= read -r line || [ -n "$line" ]; do
	case $line in
	'#'* | '') ;;
	"$tab"*) echo "$line" >>"$work/sql" ;;
	*)
		[ -n "$name" ] && damaged <"$work/sql"
		: >"$work/sql"
		head=${line%%"$tab"*}
		name=${head% *}
		level=${head#* }
		pattern=${line#*"$tab"}
		echo "$name" >>"$work/names"
		;;
	esac
done <tests/load/checks.txt
damaged <"$work/sql"

# Two checks compare with the last warehouse; tests/load.t has them at work.  How
# they judge so many events of a source and last time so many:
compared() {    # compared CHECK SQL: what it finds after these statements
	echo "$1" >>"$work/names"
	{
		echo "ATTACH ':memory:' AS last;
		CREATE TABLE address (document, url, fetched_at);"
		for schema in main last; do
			echo "CREATE TABLE $schema.list (source, events,
			    document, locator, page_url);
			CREATE TABLE $schema.decision (document, notice,
			    locator, row_no, field, value, was, state,
			    file DEFAULT 'decisions.tsv');"
		done
		echo "$2;"
		cat load/last/withdrawn.sql "load/checks/$1.sql"
	} | sqlite3 -batch :memory: | tail -n +2
}
while read -r name now last verdict; do
	is "$name: $now events, last time $last: $verdict" \
	    "$(compared "$name" "INSERT INTO main.list VALUES
		('other', 1000, 1, 1, 1), ('it', $now, 1, 2, 1);
		INSERT INTO last.list VALUES
		('other', 1000, 1, 1, 1), ('it', $last, 1, 2, 1)" | wc -l)" \
	    "$([ "$verdict" = fails ] && echo 1 || echo 0)"
done <<'END'
shrink 850 1000 holds
shrink 849 1000 fails
shrink 0 20 fails
shrink 0 19 holds
shrink 1000 1000 holds
growth 2000 1000 holds
growth 2001 1000 fails
growth 1000 19 holds
END
is "shrink: also where no source lost much" "$(compared shrink "INSERT INTO
    last.list VALUES ('a', 19, 1, 1, 1), ('b', 19, 1, 2, 1), ('c', 100, 1, 3, 1);
    INSERT INTO main.list VALUES ('c', 100, 1, 3, 1)")" \
    "source all sources|all sources|shrunk: 100 events, 138 in the last warehouse"

# A list of 30 events at sheet 2 of the attachment d to the page p is gone, beside
# one of 70: whether lines of decisions that are gone explain it.
withdrawn() {   # withdrawn LINES [STILL]: lines of the last night, and of tonight
	compared shrink "INSERT INTO address (document, url) VALUES ('d', 'd.xls'),
	    ('p', 'p.html'); INSERT INTO last.list VALUES
	    ('s', 70, 'd', 'a.xls: 1', 'p.html'), ('s', 30, 'd', 'b.xls: 2', 'p.html');
	    INSERT INTO main.list VALUES ('s', 70, 'd', 'a.xls: 1', 'p.html');
	    $3; INSERT INTO last.decision (state, document, notice, locator, field, value)
	    VALUES $1; INSERT INTO main.decision (state, document, notice, locator,
	    field, value) VALUES ${2:-('applied', 'x', NULL, NULL, 'batch', '5')}" |
	    sed -n 's/^source s.*shrunk: //p'
}
lost='70 events, 100 in the last warehouse'
is "shrink: of a list" \
    "$(withdrawn "('applied', 'd', NULL, 'b.xls: 2', 'batch', '5')")" ""
is "shrink: of a member of an archive" \
    "$(withdrawn "('applied', 'd', NULL, 'b.xls:', 'batch', '5')")" ""
is "shrink: of a document" \
    "$(withdrawn "('applied', 'd', NULL, NULL, 'batch', '5')")" ""
is "shrink: of its page" \
    "$(withdrawn "('applied', 'p', NULL, NULL, 'batch', '5')")" ""
is "shrink: below this page" \
    "$(withdrawn "('applied', 'd', 'p', NULL, 'batch', '5')")" ""
is "shrink: below another page" \
    "$(withdrawn "('applied', 'd', 'd', NULL, 'batch', '5')")" "$lost"
is "shrink: of another list" \
    "$(withdrawn "('applied', 'd', NULL, 'a.xls: 1', 'batch', '5')")" "$lost"
is "shrink: a line that was not applied" \
    "$(withdrawn "('unused', 'd', NULL, NULL, 'batch', '5')")" "$lost"
is "shrink: a line that still stands" \
    "$(withdrawn "('applied', 'd', NULL, NULL, 'batch', '5')" \
	"('unused', 'd', NULL, NULL, 'batch', '5')")" "$lost"
is "shrink: a line that says something else" \
    "$(withdrawn "('applied', 'd', NULL, NULL, 'batch', '5')" \
	"('applied', 'd', NULL, NULL, 'batch', '6')")" ""
is "shrink: a document that is gone" \
    "$(withdrawn "('applied', 'd', NULL, NULL, 'batch', '5')" "" \
	"DELETE FROM address WHERE document = 'd'")" "$lost"
is "shrink: no more than the document lost" \
    "$(withdrawn "('applied', 'd', NULL, 'b.xls: 2', 'batch', '5')" "" \
	"INSERT INTO last.list VALUES ('s', 100, 'e', '1', 'e');
	INSERT INTO main.list VALUES ('s', 30, 'd', '3', 'd')")" \
    '100 events, 200 in the last warehouse'
is "shrink: a cell explains a row" \
    "$(withdrawn "('applied', 'd', NULL, NULL, 'cell', 'x'),
	('applied', 'd', NULL, NULL, 'cell', 'y')")" \
    "$lost, 2 of which decisions explain"
is "shrink: lines on complete lists and on pairs of firms explain nothing" \
    "$(withdrawn "('applied', 'd', NULL, NULL, 'complete', '30'),
	('applied', 'd', NULL, NULL, 'firm', 'same')")" "$lost"
is "shrink: of a list that is left out, no more than it had" \
    "$(withdrawn "('applied', 'x', NULL, NULL, 'batch', '5')" \
	"('applied', 'd', NULL, 'a.xls: 1', 'leave_out', 'yes')")" "$lost"
is "shrink: a list that is left out" \
    "$(withdrawn "('applied', 'x', NULL, NULL, 'batch', '5')" \
	"('applied', 'd', NULL, 'b.xls: 2', 'leave_out', 'yes')")" ""
# How many firms a list of a unit may have: of the unit's number, else the batch's.
homonym() {
	sqlite3 :memory: "CREATE TABLE list (list, document, place_in_document,
	    programme, level, batch, kind, unit);
	INSERT INTO list VALUES ('l', 'd', 'body', 'small_giant', 'national', 5,
	    'final', '610000');
	CREATE TABLE event (list, company, unit);
	WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n
	    WHERE i < $1) INSERT INTO event SELECT 'l', i, '610000' FROM n;
	INSERT INTO event VALUES ('l', -1, '610100'), ('l', -2, '610100');
	CREATE TABLE unit (unit, name);
	INSERT INTO unit VALUES ('610000', '陕西省');
	CREATE TABLE expected (expected_no, batch_from, batch_until, kind, unit,
	    region, firms, source);
	INSERT INTO expected VALUES (1, 5, 5, 'final', NULL, NULL, 90, 's'),
	    (2, 4, 4, 'final', '610000', NULL, 1, 's'),
	    (3, 5, 5, 'final', '610100', NULL, 1, 's'),
	    (4, 4, 5, 'final', '610000', NULL, $2 + 9, 's'),
	    (5, 5, 5, 'publicity', '610000', NULL, $2, 's');
	DELETE FROM expected WHERE $2 = 0 AND unit = '610000'" \
	    ".read load/checks/homonym_list.sql" | tail -n +2 | wc -l
}
while read -r firms expected verdict; do
	is "homonym_list: $firms firms, $expected expected: $verdict" \
	    "$(homonym "$firms" "$expected")" \
	    "$([ "$verdict" = fails ] && echo 1 || echo 0)"
done <<'END'
30 20 holds
31 20 fails
60 40 holds
61 40 fails
15 5 holds
16 5 fails
30 0 holds
31 0 fails
END
is "every check has a test that makes it fail" \
    "$(ls load/checks | sed 's/\.sql$//')" "$(sort -u "$work/names")"
# A check that has nothing to judge yet says so, instead of failing or holding.
for name in official_total unit_total identity; do
	cp "$work/data/load/warehouse.sqlite" "$work/part.sqlite"
	"$bin/miit-load" --check "$work/part.sqlite" >"$work/out" 2>&1
	is "$name: waits for lists" "$(state "$name")" "not loaded"
done
# A batch published by units, some of which are missing, is not short yet.
sqlite3 "$sound" "INSERT INTO expected VALUES (NULL, 4, 4, 'final', 0, NULL,
    NULL, 4328, 'official', 'test');
    INSERT INTO published VALUES (4, 'final', 0, '330000', 1);
    INSERT INTO tally VALUES (4, 'final', 0, '', 100, 0),
    (4, 'final', 0, '330000', 100, 0);"
"$bin/miit-load" --check "$sound" >"$work/out" 2>&1
is "official_total: a batch loaded in part is not wrong" \
    "$(state official_total)" "not loaded"
like "but partly here" "$(cat "$work/out")" 'expected 4328, found 100 \(partly\)'
# Nor is a unit short while as many firms are in no unit.
sqlite3 "$sound" "UPDATE tally SET companies = companies - 1
    WHERE batch = 2 AND kind = 'final' AND year = 0 AND unit = '330200';
    INSERT INTO tally VALUES (2, 'final', 0, '?', 1, 0);"
"$bin/miit-load" --check "$sound" >"$work/out" 2>&1
is "unit_total: a firm in no unit may be the one" "$(state unit_total)" \
    "not loaded"
# Nor is one over by a firm whose name alone puts it there.
sqlite3 "$sound" "DELETE FROM tally WHERE unit = '?';
    UPDATE tally SET companies = companies + 2, inferred = 1
    WHERE batch = 2 AND kind = 'final' AND year = 0 AND unit = '330200';"
"$bin/miit-load" --check "$sound" >"$work/out" 2>&1
is "unit_total: a firm placed by its name may be elsewhere" \
    "$(state unit_total)" "not loaded"
for level in error warning info; do
	about_the_tree is "the manual names the checks at level $level" \
	    "$(sed -n "/^\.It Sy $level/,/^\.It Sy\|^\.El/p" load/miit-load.1 |
	        sed -n 's/^\.Sy //p' | tr -d ',.' | tr -s ' ' '\n' | sort)" \
	    "$(grep -l "^-- level: $level" load/checks/*.sql |
	        sed 's|.*/||; s/\.sql$//' | sort)"
done

# --- an expectation of several batches -----------------------------------------------
cp "$sound" "$work/several.sqlite"
is "the review of 2025 is of batches 1 and 4 alone" "$(sqlite3 "$work/several.sqlite" "
    DELETE FROM expected;
    DELETE FROM tally;
    INSERT INTO expected VALUES (1, 1, 4, 'review_publicity', 2025, NULL, NULL, 50,
	'control', 'this test'), (2, 1, 4, 'review_publicity', 2025, '330200', NULL,
	9, 'control', 'this test'), (3, 1, 4, 'publicity', 0, '320000', NULL, 7,
	'control', 'this test');
    INSERT INTO tally SELECT batch, 'review_publicity', 2025, unit, batch * 10, 0
	FROM batch, (SELECT '' AS unit UNION SELECT '330200')
	WHERE batch IN (1, 4);
    INSERT INTO published SELECT batch, 'review_publicity', 2025, '', 1
	FROM batch WHERE batch IN (1, 4);
    SELECT batches, found, state FROM expectation ORDER BY expected_no;")" \
    "1+4|50|closed
1+4|50|over
1 to 4|0|missing"
done_testing
