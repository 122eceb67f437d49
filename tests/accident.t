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
done_testing
