#!/bin/sh
# Every check of load/checks: on a sound warehouse it holds, on a damaged one it
# fails and says what is wrong.  The damages are in tests/load/checks.txt.
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
# everything holds.
sqlite3 "$sound" "
    DELETE FROM expected WHERE batch_until > 2 OR firms IN (1744, 1078, 1079)
	OR (kind = 'review_final' AND batch_from = 2);
    DELETE FROM identity_term WHERE total > 1832;"
status 0 "$bin/miit-load" --check "$sound"
is "every check holds on a sound warehouse" \
    "$(grep -Ev '^(error|warning|info) +holds|left out' "$work/out")" ""

# state NAME: what --check printed of it.
state() {
	sed -n "s/^[a-z]*  *\([A-Za-z ]*[A-Za-z]\)  *$1: .*/\1/p" "$work/out"
}
damaged() {
	rm -f "$work/damaged.sqlite"
	cp "$sound" "$work/damaged.sqlite"
	sqlite3 "$work/damaged.sqlite" >/dev/null || echo "# bad SQL for $name"
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

# shrink and growth compare two warehouses: tests/load.t.
is "every check has a damage" "$(ls load/checks | sed 's/\.sql$//' |
    grep -Fvx -e shrink -e growth)" "$(sort -u "$work/names")"
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
done_testing
