#!/bin/sh
# scripts/load-postgres on a real server, started here and ended here.
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
until "$programs/pg_isready" -q -h "$work/pg" || [ $n -ge 100 ]; do
	sleep 0.1
	n=$((n + 1))
done
ask() {
	psql -X -q -A -t -h "$work/pg" -U test -d postgres "$@"
}

tests/load/make_handoff.py "$work/data" || exit 1
# Text that COPY writes with escapes, and a path with a space.
sed -i '2s/小巨人/小\\t\\\\巨人/' "$work/data/transform/lists.tsv"
mv "$work/data" "$work/my data"
scripts/load-postgres --data "$work/my data" >"$work/load.sql"
is "the script is made" $? 0
PGOPTIONS="-c client_min_messages=warning" \
    ask -f "$work/load.sql" >"$work/out" 2>&1
is "psql runs it" "$? $(cat "$work/out")" "0 "
is "every row arrives" "$(ask -c "SELECT (SELECT count(*) FROM miit.events),
    (SELECT count(*) FROM miit.companies), (SELECT count(*) FROM miit.lists),
    (SELECT count(*) FROM miit.documents)")" "2329|1832|56|40"
is "escapes are read, no value is NULL" "$(ask -c "SELECT count(*) FILTER
    (WHERE title LIKE E'%小\\t\\\\\\\\巨人%'), count(*) FILTER (WHERE unit IS NULL)
    FROM miit.lists")" "1|4"
is "as of a day" "$(ask -c "SELECT count(DISTINCT company) FROM miit.validity
    WHERE valid_from <= '2022-06-05' AND '2022-06-05' < valid_until")" 1739
PGOPTIONS="-c client_min_messages=warning" \
    ask -f "$work/load.sql" >"$work/out" 2>&1
is "and again" "$? $(ask -c 'SELECT count(*) FROM miit.events')" "0 2329"
status 2 scripts/load-postgres --schema "x; DROP"
status 1 scripts/load-postgres --data "$work/nothing"
kill -INT $server && wait $server
done_testing
