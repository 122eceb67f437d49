#!/bin/sh
# The warehouse in the tools that people open first: what Datasette asks of it, and
# a walk through every table with those that are installed.
# Slow: left out of `make check-quick`.
. "$(dirname "$0")/tap.sh"

tests/load/make_handoff.py "$work/data" && "$bin/miit-load" \
    --data "$work/data" >/dev/null 2>&1 || exit 1
warehouse=$work/data/load/warehouse.sqlite
is "all that Datasette asks is answered, the metadata fits" \
    "$(tests/load/walk.py "$warehouse" load/metadata.json 2>&1)" ""
# A key without its column, as Datasette cannot follow it.
cp "$warehouse" "$work/bad.sqlite"
sqlite3 "$work/bad.sqlite" "CREATE TABLE bad (company REFERENCES company)"
like "the walk notices a key without its column" \
    "$(tests/load/walk.py "$work/bad.sqlite" load/metadata.json 2>&1)" \
    '^bad company refers to company without a column'
is "every foreign key names its column" \
    "$(grep -c 'REFERENCES [a-z_]*[^a-z_(]' load/schema.sql)" 0

tables=$(sqlite3 "$warehouse" "SELECT name FROM pragma_table_list
    WHERE schema = 'main' AND name NOT LIKE 'sqlite_%' ORDER BY name")
counts() {
	for t in $tables; do
		echo "$t,$(sqlite3 "$warehouse" "SELECT count(*) FROM $t")"
	done
}
if command -v sqlite-utils >/dev/null; then
	ok "sqlite-utils counts every table and view" sh -c '
	    { sqlite-utils tables "$0" --counts --csv
	    sqlite-utils views "$0" --counts --csv; } | grep -v "^\(table\|view\),count" |
	    tr -d "\r" | LC_ALL=C sort >"$1"' "$warehouse" "$work/counted"
	is "as SQLite does" "$(cat "$work/counted")" "$(counts | LC_ALL=C sort)"
	like "and searches" "$(sqlite-utils search "$warehouse" search_text \
	    '新能源科技有限*' -c name --limit 1 --csv)" '^.*新能源科技有限公司'
else
	skip "sqlite-utils" "not installed"
fi
if command -v vd >/dev/null; then
	cp "$warehouse" "$work/w.sqlite"
	vd -b "$work/w.sqlite" -o "$work/vd.csv" >/dev/null 2>&1
	is "VisiData counts every table and view" "$(tr -d '\r' <"$work/vd.csv" |
	    sed 1d | cut -d, -f1,2 | LC_ALL=C sort)" "$(counts | LC_ALL=C sort)"
	vd -b "$work/w.sqlite" +:search:: -o "$work/search.csv" >/dev/null 2>&1
	is "and opens the search table" "$(wc -l <"$work/search.csv")" 1834
else
	skip "VisiData" "not installed"
fi
done_testing
