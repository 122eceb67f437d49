#!/bin/sh
# A stage that fails on a full disk leaves none of its temporaries, those that waited
# for the others neither.
. "$(dirname "$0")/tap.sh"

mkdir "$work/in"
for i in 1 2 3 4 5 6; do
	printf '序号,企业名称\n1,合肥样例%d号科技有限公司\n' $i >"$work/in/a$i.csv"
done
# Some 100 KiB of records.
{
	echo '序号,企业名称'
	seq 3000 | sed 's/.*/&,合肥样例&号科技有限公司/'
} >"$work/in/z.csv"
data=$work/data
status 0 "$bin/miit-fetch" --data "$data" --import "$work/in"
# No file of more than some 50 KiB can be written.
(
	trap '' XFSZ
	ulimit -S -f 100
	exec "$bin/miit-parse" --data "$data" -j 1
) 2>"$work/err"
is "no room for the last records: status 1" $? 1
like "said of which" "$(cat "$work/err")" 'parse/../[0-9a-f]*\.tsv: cannot (write|close|sync): '
is "no temporary is left" "$(find "$data" -name '.*.new')" ""
is "nothing is published" "$(ls "$data/parse")" "$(cd "$data/parse" && ls -d ??)"
status 0 "$bin/miit-parse" --data "$data"
is "the next run reads all seven" "$(find "$data/parse" -name '*.tsv' | wc -l)" 8
done_testing
