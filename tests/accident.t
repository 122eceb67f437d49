#!/bin/sh
# An accident of the machine is not a result: a worker that somebody kills leaves
# the last good records, says so, and the next run reads the document.
. "$(dirname "$0")/tap.sh"

# kill_worker PROGRAM...: runs it and kills its first worker.
kill_worker() {
	"$@" >"$work/out" 2>"$work/err" &
	pid=$!
	started $pid
	worker=
	while [ -z "$worker" ] && kill -0 $pid 2>/dev/null; do
		worker=$(cat "/proc/$pid/task/$pid/children" 2>/dev/null)
	done
	# shellcheck disable=SC2086
	kill -9 $worker 2>/dev/null
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

kill_worker "$bin/miit-parse" --data "$work/data"
is "killed at first: set aside" $? 3
like "it says so" "$(cat "$work/err")" \
    'reader was killed.*it has no records yet, the next run tries again'
is "no records of it" "$(records)" ""
parse
is "the next run reads it" "$? $(records | wc -l)" "0 1"
cp "$(records)" "$work/good"

kill_worker "$bin/miit-parse" --data "$work/data" --force
is "killed again: set aside" $? 3
like "it says what stays" "$(cat "$work/err")" \
    'reader was killed.*its last records stay, the next run tries again'
same "they stay" "$(records)" "$work/good"
parse
is "they are whole" $? 0

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
kill_worker "$bin/miit-parse" --data "$work/hit"
is "a night with a killed worker says so" $? 3
night hit
is "the next night converges" "$? $(results hit)" "$clean $(results clean)"
is "with the firms of the list" "$(sed 1d "$work/hit/transform/events.tsv" |
    wc -l)" 9
kill_worker "$bin/miit-parse" --data "$work/hit" --force
is "killed once more: said" $? 3
"$bin/miit-transform" --data "$work/hit" 2>"$work/err"
is "and the last good records give the same firms" "$(sed 1d \
    "$work/hit/transform/events.tsv" | wc -l)" 9
done_testing
