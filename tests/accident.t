#!/bin/sh
# An accident of the machine is not a result: a document whose worker somebody kills
# is read once more at the end of the run; killed again, it keeps its last good
# records, that is reported, and the next run reads the document.  A crash is a
# result only where it repeats.
# Slow: left out of `make check-quick`.
. "$(dirname "$0")/tap.sh"
# LeakSanitizer looks on from a child of the program's own, which is no worker: the
# program waits for ever for one that is killed.
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0"

# kill_workers SIGNAL MOST PROGRAM...: runs it and sends the signal to its first
# MOST workers; sets $hit to how many that were.
kill_workers() {
	signal=$1
	most=$2
	shift 2
	"$@" >"$work/out" 2>"$work/err" &
	pid=$!
	started $pid
	last=
	hit=0
	while [ $hit -lt "$most" ] && kill -0 $pid 2>/dev/null; do
		worker=
		read -r worker _ 2>/dev/null \
		    <"/proc/$pid/task/$pid/children"
		if [ -n "$worker" ] && [ "$worker" != "$last" ]; then
			kill -"$signal" "$worker" 2>/dev/null
			last=$worker
			hit=$((hit + 1))
		fi
	done
	wait $pid
}
mkdir "$work/in"
{
	echo '序号,企业名称'
	yes '1,甲有限公司' | head -n 400000
} >"$work/in/list.csv"
"$bin/miit-fetch" --data "$work/data" --import "$work/in" 2>"$work/err"
parse() {
	"$bin/miit-parse" --data "$work/data" "$@" >"$work/out" 2>"$work/err"
}
records() {
	find "$work/data/parse" -name '*.tsv' ! -name manifest.tsv
}

kill_workers KILL 9 "$bin/miit-parse" --data "$work/data"
ended "killed at first: set aside" 3
like "it says so" "$(cat "$work/err")" \
    'reader was killed.*it has no records yet, the next run tries again'
is "no records of it" "$(records)" ""
parse
is "the next run reads it" "$? $(records | wc -l)" "0 1"
cp "$(records)" "$work/good"

kill_workers KILL 9 "$bin/miit-parse" --data "$work/data" --force
ended "killed again: set aside" 3
like "it says what stays" "$(cat "$work/err")" \
    'reader was killed.*its last records stay, the next run tries again'
same "they stay" "$(records)" "$work/good"
parse
ended "they are whole" 0

# The first try alone fails: the second is the result, and the run is a clean one.
# A sanitizer would catch SEGV.
for signal in KILL ABRT SYS; do
	kill_workers $signal 1 "$bin/miit-parse" --data "$work/data" --force
	is "$signal at the first try: a clean run" "$? $hit" "0 1"
	like "$signal: it says so" "$(cat "$work/err")" \
	    'reader .*; it is tried again alone at the end of this run'
	same "$signal: the records are good" "$(records)" "$work/good"
done
rm -r "$work/data/parse"
kill_workers ABRT 1 "$bin/miit-parse" --data "$work/data"
is "without earlier records, too" "$? $hit" "0 1"
same "they are the same" "$(records)" "$work/good"

# A crash that repeats is the document's own.
kill_workers ABRT 9 "$bin/miit-parse" --data "$work/data" --force
is "a crash at both tries: set aside" "$? $hit" "3 2"
is "once" "$(grep -c 'crash: its reader' "$work/err")" 1
like "the problem is its record" "$(cat "$(records)")" \
    'problem.crash.*its reader '
parse --force
ended "read again at wish" 0
same "the records are good again" "$(records)" "$work/good"

# A night with a killed worker, and the night after it: parse and transform are
# what a night without trouble makes of the same documents.
title='关于公布第三批专精特新“小巨人”企业名单的通告'
{
	printf '<html><head><meta charset="utf-8"><title>%s</title>' "$title"
	printf '<meta name="PubDate" content="2021-08-01"></head><body>'
	printf '<h1>%s</h1><table><tr><td>序号</td><td>企业名称</td></tr>' "$title"
	awk 'BEGIN { for (i = 1; i <= 9; i++)
	    printf "<tr><td>%d</td><td>宁波第%d机械有限公司</td></tr>", i, i }'
	printf '</table></body></html>\n'
} >"$work/in/list.html"
for name in hit clean; do
	mkdir "$work/$name"
done
"$bin/miit-fetch" --data "$work/clean" --import "$work/in" 2>"$work/err"
cp -r "$work/clean/." "$work/hit"
results() {     # results NAME: each file of parse and transform
	(cd "$work/$1" && find parse transform -name '*.tsv' -print0 |
	    sort -z | xargs -0 sha256sum)
}
night() {       # night NAME: the worst status of the two
	worst=0
	for s in parse transform; do
		"$bin/miit-$s" --data "$work/$1" >"$work/out" 2>>"$work/err"
		got=$?
		[ $got -eq 0 ] || worst=$got
	done
	return $worst
}
night clean
clean=$?
kill_workers KILL 9 "$bin/miit-parse" --data "$work/hit"
ended "a night with a killed worker says so" 3
night hit
is "the next night converges" "$? $(results hit)" "$clean $(results clean)"
is "with the firms of the list" "$(sed 1d "$work/hit/transform/events.tsv" |
    wc -l)" 9
kill_workers KILL 9 "$bin/miit-parse" --data "$work/hit" --force
ended "killed once more: said" 3
"$bin/miit-transform" --data "$work/hit" 2>"$work/err"
is "and the last good records give the same firms" "$(sed 1d \
    "$work/hit/transform/events.tsv" | wc -l)" 9
done_testing
