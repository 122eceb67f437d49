#!/bin/sh
# scripts/load-postgres on a real server, started here and ended here: the same
# answers as SQLite; an export goes in and comes out the same.
# Slow: left out of `make check-quick`.
. "$(dirname "$0")/tap.sh"

programs=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$programs" ] && [ -x "$programs/initdb" ] ||
    skip_all "postgresql is not installed"
# The server does not run as root.
as=
if [ "$(id -u)" -eq 0 ]; then
	as="setpriv --reuid=nobody --regid=nogroup --clear-groups"
	$as true 2>/dev/null || skip_all "cannot become another user"
	chmod 755 "$work"
	mkdir "$work/pg" && chown nobody:nogroup "$work/pg"
else
	mkdir "$work/pg"
fi
cluster=$work/pg/cluster
$as "$programs/initdb" -D "$cluster" -U test -A trust -E UTF8 --locale=C \
    --no-sync >"$work/log" 2>&1 || skip_all "initdb cannot run here"
$as "$programs/postgres" -D "$cluster" -k "$work/pg" -c listen_addresses= \
    -c fsync=off >"$work/log" 2>&1 &
started $!
server=$!
n=0
until "$programs/pg_isready" -q -h "$work/pg" || [ $n -ge 300 ]; do
	sleep 0.1
	n=$((n + 1))
done
ask() {
	PGOPTIONS="-c client_min_messages=warning -c search_path=${schema:-miit}" \
	    psql -X -q -A -t -h "$work/pg" -U test -d postgres "$@"
}

tests/load/make_handoff.py "$work/data" || exit 1
needed status 0 "$bin/miit-load" --data "$work/data"
# Text that COPY writes with escapes, and a path with a space.
mv "$work/data" "$work/my data"
warehouse="$work/my data/load/warehouse.sqlite"
sqlite3 "$warehouse" "UPDATE list SET title = 'a' || char(9) || 'b\\' || char(10)
    || char(13) || '\\N' WHERE rowid = 1"
# Seven firms are listed, one before it was named; and what they do.
sqlite3 "$warehouse" "CREATE TEMP TABLE t AS SELECT * FROM event
	WHERE kind = 'final' AND batch = 1 ORDER BY event LIMIT 7;
    UPDATE t SET event = printf('v%016d', rowid), programme = 'listed_company',
	kind = 'listed', batch = NULL, event_on = '2026-10-01',
	happened_on = printf('20%d-0%d-%02d', 18 + rowid % 4, rowid, 29 - 4 * rowid),
	exchange = iif(rowid % 2, 'SZSE', 'SSE'), board = 'main',
	stock_code = printf('00200%d', rowid), industry = 'C 制造业';
    INSERT INTO event SELECT * FROM t;
    INSERT INTO industry SELECT company, 'exchange', industry,
	iif(rowid % 3, 'C', 'I'), event FROM t"
scripts/load-postgres --data "$work/my data" >"$work/load.sql"
is "the script is made" $? 0
ask -f "$work/load.sql" >"$work/out" 2>&1
is "psql runs it" "$? $(cat "$work/out")" "0 "
tables=$(sqlite3 "$warehouse" "SELECT name FROM pragma_table_list WHERE schema = 'main'
    AND type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search%'")
is "every table arrives whole" "$(for t in $tables; do
	echo "$t $(ask -c "SELECT count(*) FROM $t")"; done)" "$(for t in $tables; do
	echo "$t $(sqlite3 "$warehouse" "SELECT count(*) FROM $t")"; done)"
is "escapes are read" "$(ask -c "SELECT count(*) FROM list
    WHERE title = E'a\\tb\\\\\\n\\r\\\\N'")" 1
is "every key of the warehouse is one here" "$(ask -c "SELECT count(*)
    FROM information_schema.table_constraints WHERE table_schema = 'miit'
    AND constraint_type = 'FOREIGN KEY'")" "$(for t in $tables; do
	sqlite3 "$warehouse" "SELECT 1 FROM pragma_foreign_key_list('$t')
	    WHERE \"table\" NOT LIKE 'search%'"; done | wc -l)"
ok "tables and columns have comments" [ "$(ask -c "SELECT count(*)
    FROM pg_description d JOIN pg_class c ON c.oid = d.objoid
    JOIN pg_namespace n ON n.oid = c.relnamespace WHERE nspname = 'miit'")" -gt 200 ]
is "a comment of two lines" "$(ask -c "SELECT col_description('term'::regclass,
    (SELECT ordinal_position FROM information_schema.columns
    WHERE table_schema = 'miit' AND table_name = 'term'
    AND column_name = 'dated_by')::int)")" \
    "final, restated, publicity, review: what gives the title its first day"

# The same answers, row by row: numbers, days and words as text.
views=$(ask -c "SELECT viewname FROM pg_views WHERE schemaname = 'miit'
    AND viewname <> 'data_date' ORDER BY viewname")
is "the views" "$(echo $views)" "batch_counts company_timeline coverage \
current_small_giants expectation industry_shares listed_counts listing \
listing_after_designation review_counts small_giant_events unit_counts validity"
for view in $views; do
	columns=$(sqlite3 "$warehouse" "SELECT group_concat(name, ', ')
	    FROM pragma_table_info('$view') WHERE name <> 'fetched_at'")
	sqlite3 -csv -nullvalue '\N' "$warehouse" "SELECT $columns FROM $view" >"$work/lite.csv"
	ask -c "\\copy (SELECT $columns FROM $view) TO '$work/pg.csv' (FORMAT csv, NULL '\\N')"
	is "$view" "$(python3 -c 'import csv, sys
a, b = (sorted([{"t": "1", "f": "0"}.get(c, c) if len(c) == 1 else c for c in r]
    for r in csv.reader(open(f, encoding="utf-8", newline=""))) for f in sys.argv[1:])
print(len(a), [p for p in zip(a, b) if p[0] != p[1]][:1] if len(a) == len(b) else len(b))' \
	    "$work/lite.csv" "$work/pg.csv")" \
	    "$(sqlite3 "$warehouse" "SELECT count(*) FROM $view") []"
done
is "as of a day" "$(ask -c "SELECT count(DISTINCT company) FROM validity
    WHERE during @> date '2022-06-05'")" 1739
like "by an index" "$(ask -c "SET enable_seqscan = off" -c "EXPLAIN SELECT company
    FROM validity WHERE during @> date '2022-06-05'")" 'term_during_idx'
ask -f "$work/load.sql" >"$work/out" 2>&1
is "and again" "$? $(ask -c 'SELECT count(*) FROM event')" "0 2336"
status 2 scripts/load-postgres --schema "x; DROP"
status 1 scripts/load-postgres --data "$work/nothing"
# A file between the stages is COPY's text as it is.
is "a hand-off loads as it is" "$(ask -c 'CREATE TEMP TABLE names (company text,
    name text, name_key text, first_on date, last_on date, successor text,
    events integer)' -c "\\copy names FROM PROGRAM 'tail -n +2 \"$work/my data/transform/names.tsv\"'" \
    -c 'SELECT count(*), count(successor) FROM names')" "1833|1"

if command -v pgloader >/dev/null; then
	cp "$warehouse" "$work/w.sqlite"
	ask -c 'CREATE DATABASE loaded'
	cat >"$work/pgloader.load" <<END
LOAD DATABASE FROM sqlite://$work/w.sqlite
INTO postgresql://test@unix:$work/pg:5432/loaded
EXCLUDING TABLE NAMES LIKE 'search%';
END
	(cd "$work" && pgloader --root-dir "$work/pgloader" pgloader.load) >"$work/out" 2>&1
	is "pgloader brings every row, every key" "$(grep -c -w ERROR "$work/out")
$(ask -d loaded -c "SELECT count(*) FROM information_schema.table_constraints
	    WHERE constraint_type = 'FOREIGN KEY'" -c "SELECT count(DISTINCT company)
	    FROM public.term WHERE valid_from <= '2022-06-05' AND '2022-06-05' < valid_until")" \
	    "0
$(ask -c "SELECT count(*) FROM information_schema.table_constraints
	    WHERE table_schema = 'miit' AND constraint_type = 'FOREIGN KEY'")
1739"
else
	skip "pgloader" "not installed"
fi

# --- the export, in and out ---
"$bin/miit-load" --export "$work/out.d" --on 2022-06-04 "$warehouse" 2>/dev/null
schema=package
ask -c 'CREATE SCHEMA package'
(cd "$work/out.d" && ask -f postgres.sql) >"$work/out" 2>&1
is "an export loads" "$(cat "$work/out")" ""
python3 -c 'import json, sys
for r in json.load(open(sys.argv[1]))["resources"]:
    print(r["name"], ",".join("\"%s\"" % f["name"] for f in r["schema"]["fields"]),
        ",".join("\"%s\"" % k for k in r["schema"].get("primaryKey", [])) or "1")' \
    "$work/out.d/datapackage.json" >"$work/resources"
while read -r table columns key; do
	ask -c "\\copy (SELECT $columns FROM $table ORDER BY $key) TO '$work/pg.csv' (FORMAT csv, HEADER)"
	python3 - "$work/out.d/$table.csv" "$work/pg.csv" <<'END'
import csv, sys
a, b = (sorted([{'t': 'true', 'f': 'false'}.get(c, c).replace('+00', 'Z').replace(' ', 'T')
    if len(c) < 24 else c for c in r] for r in csv.reader(open(f, encoding='utf-8', newline='')))
    for f in sys.argv[1:])
if a != b:
    print(sys.argv[1], len(a), len(b), [p for p in zip(a, b) if p[0] != p[1]][:1])
END
done <"$work/resources" >"$work/differences"
is "and comes out equal, $(wc -l <"$work/resources") tables" "$(cat "$work/differences")" ""
kill -INT $server && wait $server
done_testing
