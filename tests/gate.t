#!/bin/sh
# The gate, end to end through nightly: whatever reason a row or list is set
# aside for, and whatever check at level error objects, the rest is published or
# the last state stays, and the night after the repair is whole again.
# Slow: left out of `make check-quick`.
. "$(dirname "$0")/tap.sh"

maker=tests/load/make_handoff.py
"$maker" "$work/sound" --few
needed status 0 "$bin/miit-load" --data "$work/sound"
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
about_the_tree is "there are reasons to try" "$(echo "$reasons" | wc -l | awk '{ print ($1 > 10) }')" 1
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

# What was published anyway is no good state to hold a list at, nor what an earlier
# version let pass.
fresh
damage bad_day
"$maker" --seal "$work/data"
ok "a bad state is published anyway" "$bin/miit-load" --data "$work/data" \
    --publish-anyway=test
MIIT_BIN=$bin scripts/nightly --data "$work/data" --stage load \
    --load-option=--force >"$work/out" 2>"$work/err"
is "a bad last state: the list is left out, the rest is published" "$? $(sqlite3 \
    "$work/data/load/warehouse.sqlite" "SELECT state, (SELECT count(*) FROM event)
    FROM held")" "3 left_out|$((events - $(sqlite3 "$work/sound/load/warehouse.sqlite" \
    "SELECT count(*) FROM event WHERE list = '$(sqlite3 \
    "$work/data/load/warehouse.sqlite" "SELECT id FROM held")'")))"
repaired "a bad last state"

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
	if sanitized; then
		skip "$1" "not with the sanitizers"
		return
	fi
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

# shrink, through all four stages: a publisher's page loses a third of its firms.
site=$work/site
mkdir -p "$work/catalogue" "$site/list.example"
cat >"$work/catalogue/test.ini" <<'END'
[test]
publisher=工业和信息化部
unit=
hosts=list.example
notices=http://list.example/list.html
known_by=this test
checked=never
END
announce() {    # announce N: the publisher's page names that many firms
	title='关于公布第五批专精特新“小巨人”企业名单的通知'
	{
		printf '<html><head><meta charset="utf-8"><title>%s</title>' \
		    "$title"
		printf '<meta name="PubDate" content="2023-07-14"></head>'
		printf '<body><h1>%s</h1><table><tr><td>序号</td>' "$title"
		printf '<td>企业名称</td></tr>'
		awk -v n="$1" 'BEGIN { for (i = 1; i <= n; i++) printf \
		    "<tr><td>%d</td><td>南昌第%d精密机械有限公司</td></tr>", i, i }'
		printf '</table></body></html>\n'
	} >"$site/list.example/list.html"
}
whole_night() {
	MIIT_BIN=$bin scripts/nightly --data "$work/data" --catalogue \
	    "$work/catalogue" --connect-to "::127.0.0.1:$port" --delay 0 \
	    --allow-private >"$work/out" 2>"$work/err"
}
published() {
	sqlite3 "$work/data/load/warehouse.sqlite" \
	    'SELECT count(*), (SELECT count(*) FROM term) FROM event'
}
rm -rf "$work/data"
: >"$site/log"
serving "$site" python3 tests/fetch/server.py "$site"
announce 30
whole_night
is "shrink: a good night" "$? $(published)" "0 30|30"
cp -r "$work/data/load" "$work/good"
announce 20
whole_night
ended "shrink: held back, status 3" 3
like "shrink: named with its figures" "$(cat "$work/err")" \
    'held back: shrink: shrunk: 20 events, 30 in the last warehouse'
is "shrink: the last state stays" "$(published)" "30|30"
whole_night
is "shrink: held back again, as long as nobody decides" "$? $(published)" \
    "3 30|30"
announce 30
whole_night
is "shrink: whole again after the repair" "$? $(published)" "0 30|30"

# The same night once more, on a machine that fails while the two are compared:
# whatever fails, the warehouse of 30 firms stays, byte by byte.
announce 20
whole_night
cat >"$work/malloc.c" <<'END'
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

/* Fails the allocation of this number, and all of this size or larger. */
static unsigned long n, fail_at, fail_size;
static void *(*real)(size_t);

static void __attribute__((constructor))
begin(void)
{
	fail_at = strtoul(getenv("FAIL_AT"), NULL, 10);
	fail_size = strtoul(getenv("FAIL_SIZE"), NULL, 10);
}

static void __attribute__((destructor))
end(void)
{
	FILE *f = fopen(getenv("COUNT"), "w");

	fprintf(f, "%lu\n", n);
	fclose(f);
}

void *
__libc_malloc(size_t size)
{
	if (real == NULL)
		real = (void *(*)(size_t))dlsym(RTLD_NEXT, "__libc_malloc");
	return ++n == fail_at || (fail_size > 0 && size >= fail_size) ? NULL :
	    real(size);
}
END
gcc -shared -fPIC -o "$work/malloc.so" "$work/malloc.c" -ldl || exit 1
good=$(sha256sum <"$work/good/warehouse.sqlite")
trouble() { # trouble COMMAND...: load ends with 1 and leaves the good state
	rm -rf "$work/data/load"
	cp -rp "$work/good" "$work/data/load"
	"$@" >"$work/out" 2>"$work/err"
	echo "$? $(sha256sum <"$work/data/load/warehouse.sqlite")"
}
load() {
	COUNT=$work/count FAIL_AT=$1 FAIL_SIZE=$2 LD_PRELOAD=$work/malloc.so \
	    "$bin/miit-load" --data "$work/data"
}
without_memory() {
	trouble load 0 0 >"$work/free"
	is "shrink: with memory it is held back" "$(cut -c1 "$work/free")" 3
	count=$(cat "$work/count")
	is "shrink: allocations are counted" "$((count > 1000))" 1
	for share in 5 40 80; do
		is "shrink: allocation at $share % of the run fails" \
		    "$(trouble load $((count * share / 100)) 0)" "1 $good"
		like "shrink: said at $share %" "$(cat "$work/err")" 'out of memory'
	done
	for size in 64 4000; do
		is "shrink: allocations of $size bytes fail" \
		    "$(trouble load 0 $size)" "1 $good"
	done
}
if sanitized; then
	skip "shrink: without memory" "not with the sanitizers"
else
	without_memory
fi
other() {   # as a user who must not read the warehouse
	chmod 0 "$work/data/load/warehouse.sqlite"
	chmod 755 "$work"
	chown -R nobody "$work/data"
	chown root "$work/data/load/warehouse.sqlite"
	setpriv --reuid nobody --clear-groups "$bin/miit-load" --data "$work/data"
	got=$?
	chown -R root "$work/data"
	return $got
}
if [ "$(id -u)" -ne 0 ]; then
	skip "shrink: unreadable" "needs root to become another user"
elif ! setpriv --reuid nobody --clear-groups test -x "$bin/miit-load"; then
	skip "shrink: unreadable" "another user cannot reach the programs"
else
	is "shrink: a warehouse that cannot be read" "$(trouble other)" \
	    "1 $good"
	like "shrink: and why is said" "$(cat "$work/err")" \
	    'warehouse.sqlite: cannot be (looked at|read|opened)'
fi

whole_night
mkdir -p "$work/data/decisions"
{
	printf 'document\tfield\tvalue\tby\ton\n'
	sed -n 's/.*to accept it, add to decisions.tsv: document \([^,]*\), field \([a-z]*\), value "\(.*\)DAY".*/\1\t\2\t\32099-01-01\t王\t2026-11-30/p' \
	    "$work/err"
} >"$work/data/decisions/decisions.tsv"
is "shrink: the message says which decision" "$(sed 1d \
    "$work/data/decisions/decisions.tsv" | cut -f2,3)" \
    "accept	shrink until 2099-01-01"
whole_night
is "shrink: published by that decision" "$? $(published)" "0 20|20"
rm "$work/data/decisions/decisions.tsv"
whole_night
is "shrink: the smaller one is the state to compare with then" \
    "$? $(published)" "0 20|20"

# Without the last warehouse its counts remain; nothing can be held at them.
announce 12
rm "$work/data/load/warehouse.sqlite"
whole_night
ended "shrink: without a last state the whole is refused" 4
whole_night
ended "shrink: refused again, as long as nobody decides" 4
{
	printf 'field\tvalue\tby\ton\n'
	sed -n 's/.*shrink: to accept it, add to decisions.tsv: field \([a-z]*\), value "\(.*\)DAY".*/\1\t\22099-01-01\t王\t2026-11-30/p' \
	    "$work/err" "$work/out"
} >"$work/data/decisions/decisions.tsv"
whole_night
is "shrink: published by the decision that the refusal names" \
    "$? $(published)" "0 12|12"
done_testing
