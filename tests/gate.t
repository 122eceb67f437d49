#!/bin/sh
# The gate, end to end through nightly: whatever reason a row or list is set
# aside for, and whatever check at level error objects, the rest is published or
# the last state stays, and the night after the repair is whole again.
. "$(dirname "$0")/tap.sh"

maker=tests/load/make_handoff.py
"$maker" "$work/sound" --few && "$bin/miit-load" --data "$work/sound" \
    >/dev/null 2>&1 || exit 1
sound=$(sha256sum <"$work/sound/load/warehouse.sqlite")
night() {   # the load of a night on hand-offs that stand as they are
	MIIT_BIN=$bin scripts/nightly --data "$work/data" --stage load \
	    >"$work/out" 2>"$work/err"
}
fresh() {
	rm -rf "$work/data"
	cp -r "$work/sound" "$work/data"
}
repaired() {        # repaired NAME: the hand-offs are mended
	rm -rf "$work/data/transform"
	cp -r "$work/sound/transform" "$work/data"
	night
	is "$1: whole again after the repair" \
	    "$(sha256sum <"$work/data/load/warehouse.sqlite")" "$sound"
}
events=$(sqlite3 "$work/sound/load/warehouse.sqlite" 'SELECT count(*) FROM event')

# Each reject reason: of one row, and of a whole list that is set aside.
reasons=$(sed -n '/event_reject_reasons\[\] = {/,/NULL,/s/^    "\([a-z_]*\)",.*/\1/p' \
    transform/event.c)
is "there are reasons to try" "$(echo "$reasons" | wc -l | awk '{ print ($1 > 10) }')" 1
for reason in $reasons; do
	fresh
	python3 - "$work/data/transform" "$reason" <<'END'
import sys
top, reason = sys.argv[1:]
def read(name):
    return [l.rstrip('\n').split('\t') for l in open(top + '/' + name, encoding='utf-8')]
lists, rejects = read('lists.tsv'), read('rejects.tsv')
at = {c: i for i, c in enumerate(lists[0])}
def reject(l, **more):
    row = {'document': l[at['document']], 'list': l[at['list']], 'reason': reason, 'text': 'x'}
    row.update(more)
    rejects.append([row.get(c, '\\N') for c in rejects[0]])
# A list of two rows more, one rejected; and one that is set aside whole.
one = lists[1]
# A signal is about a row that is read all the same.
if reason in ('unmapped_column', 'extra_cell', 'sequence_break'):
    reject(one, table_no='1', row_no='2')
    reject(one, table_no='1', row_no='3')
    open(top + '/rejects.tsv', 'w', encoding='utf-8').write(
        ''.join('\t'.join(r) + '\n' for r in rejects))
    sys.exit()
one[at['rows']] = str(int(one[at['rows']]) + 1)
one[at['reject_rows']] = '1'
reject(one, table_no='1', row_no='99')
whole = list(lists[1])
whole[at['list']] = 'lff00000000000000'
whole[at['events']] = whole[at['event_rows']] = '0'
whole[at['rows']], whole[at['heading_rows']], whole[at['reject_rows']] = '9', '1', '8'
whole[at['table_no']] = '2'
for c in 'programme', 'level', 'batch', 'kind':
    whole[at[c]] = '\\N'
lists.append(whole)
reject(whole)
for name, rows in ('lists.tsv', lists), ('rejects.tsv', rejects):
    open(top + '/' + name, 'w', encoding='utf-8').write(''.join('\t'.join(r) + '\n' for r in rows))
END
	"$maker" --seal "$work/data"
	night
	is "$reason: published all the same" \
	    "$? $(sqlite3 "$work/data/load/warehouse.sqlite" \
	    "SELECT count(*), (SELECT count(*) FROM reject WHERE reason = '$reason') FROM event")" \
	    "0 $events|2"
done

# Each check at level error: held back with its remedy, or refused.
damage() {  # damage CHECK: one damage that it objects to
	t=$work/data/transform
	case $1 in
	bad_day) sed -i '2s/\t20[0-9][0-9]-[0-9-]*\t/\t2019-02-31\t/' "$t/events.tsv" ;;
	event_balance) sed -i '2d' "$t/events.tsv"
		python3 - "$t" <<'END'
import sys
top = sys.argv[1]
ids = {l.split('\t')[0] for l in open(top + '/events.tsv', encoding='utf-8')}
v = [l for l in open(top + '/validity.tsv', encoding='utf-8')]
i = v[0].rstrip('\n').split('\t').index('event')
open(top + '/validity.tsv', 'w', encoding='utf-8').writelines(
    v[:1] + [l for l in v[1:] if l.split('\t')[i] in ids])
END
		;;
	foreign_keys) awk -F'\t' -v OFS='\t' 'NR == 1 { for (i = 1; i <= NF; i++)
		if ($i == "company") at = i } NR == 2 { $at = "nobody" } { print }' \
		"$t/events.tsv" >"$work/new" && cp "$work/new" "$t/events.tsv" ;;
	reject_balance | row_balance) awk -F'\t' -v OFS='\t' -v check="$1" '
		NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i }
		NR == 2 { if (check == "reject_balance") $at["reject_rows"] = 1
		    $at["rows"] = $at["rows"] + (check == "reject_balance" ? 1 : 3) }
		{ print }' "$t/lists.tsv" >"$work/new" && cp "$work/new" "$t/lists.tsv" ;;
	unknown_unit) awk -F'\t' -v OFS='\t' 'NR == 1 { for (i = 1; i <= NF; i++)
		if ($i == "unit") at = i } NR == 2 { $at = "999999" } { print }' \
		"$t/events.tsv" >"$work/new" && cp "$work/new" "$t/events.tsv" ;;
	*) return 1 ;;
	esac
}
for check in $(grep -l '^-- level: error' load/checks/*.sql | sed 's|.*/||; s/\.sql$//'); do
	case $check in
	# Below: what no hand-off can bring about, and what the last state decides.
	integrity | handoff_balance | shrink) continue ;;
	esac
	fresh
	ok "$check: can be tried" damage "$check"
	"$maker" --seal "$work/data"
	night
	got=$?
	case $check in
	foreign_keys)
		is "$check: the whole is refused, status 4" $got 4
		like "$check: said" "$(tail -n 1 "$work/err")" 'verdict: refused'
		is "$check: the last warehouse stays" \
		    "$(sha256sum <"$work/data/load/warehouse.sqlite")" "$sound"
		;;
	*)
		is "$check: held back, status 3" $got 3
		like "$check: named with its remedy" "$(cat "$work/err")" \
		    "held back: $check: .*field accept, value \"$check until DAY\""
		is "$check: every event of the last state is there" \
		    "$(sqlite3 "$work/data/load/warehouse.sqlite" \
		    'SELECT count(*) FROM event')" "$events"
		like "$check: waits for a person" "$("$bin/miit-load" --todo \
		    --data "$work/data" 2>/dev/null)" "held back by $check"
		;;
	esac
	repaired "$check"
done

# Faults of the machine or of the loader itself, which no hand-off can bring
# about: a library runs one statement more before the views are made.
cat >"$work/fault.c" <<'END'
#define _GNU_SOURCE
#include <dlfcn.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

int
sqlite3_exec(sqlite3 *db, const char *sql, int (*row)(void *, int, char **,
    char **), void *data, char **error)
{
	int (*real)(sqlite3 *, const char *, int (*)(void *, int, char **,
	    char **), void *, char **) = dlsym(RTLD_NEXT, "sqlite3_exec");

	if (strstr(sql, "CREATE VIEW") != NULL &&
	    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL) +
	    real(db, getenv("FAULT"), NULL, NULL, NULL) != SQLITE_OK)
		abort();
	return real(db, sql, row, data, error);
}
END
gcc -shared -fPIC -o "$work/fault.so" "$work/fault.c" -ldl || exit 1
mkdir "$work/faulty"
for s in fetch parse transform; do ln -s "$bin/miit-$s" "$work/faulty/"; done
printf '#!/bin/sh\nLD_PRELOAD=%s exec %s "$@"\n' "$work/fault.so" \
    "$bin/miit-load" >"$work/faulty/miit-load"
chmod +x "$work/faulty/miit-load"
faulty() {  # faulty CHECK STATEMENT: refused for the whole, said, whole again
	fresh
	FAULT=$2 MIIT_BIN=$work/faulty scripts/nightly --data "$work/data" \
	    --stage load --load-option=--force >"$work/out" 2>"$work/err"
	is "$1: the whole is refused, status 4" $? 4
	like "$1: named" "$(cat "$work/out" "$work/err")" "^error +FAILS +$1: [1-9]"
	is "$1: the last warehouse stays" \
	    "$(sha256sum <"$work/data/load/warehouse.sqlite")" "$sound"
	repaired "$1"
}
faulty integrity "PRAGMA writable_schema = 1; UPDATE sqlite_schema SET rootpage =
    (SELECT rootpage FROM sqlite_schema WHERE name = 'decision')
    WHERE name = 'review'; PRAGMA writable_schema = RESET"
faulty handoff_balance "INSERT INTO review (company_a, company_b, name_a,
    name_b, reason, score, evidence) SELECT min(company), max(company), 'a',
    'b', 'x', 1, 'x' FROM company"
done_testing
