#!/bin/sh
# OFD documents, made by tests/parse/ofd/make_ofd.py; what each says stands
# beside it.
. "$(dirname "$0")/tap.sh"

mkdir "$work/ofd"
tests/parse/ofd/make_ofd.py "$work/ofd" || exit 1

for want in tests/parse/ofd/*.tsv; do
	name=$(basename "$want" .tsv)
	"$bin/miit-parse" --print "$work/ofd/$name.ofd" 2>"$work/err" |
	    sed 1d >"$work/got"
	same "$name" "$work/got" "$want"
done
is "each file has its records" "$(ls tests/parse/ofd/*.tsv | wc -l)" \
	"$(ls "$work/ofd" | wc -l)"

# A list of 75 firms on three pages becomes 75 events, in their order.
"$bin/miit-parse" --print "$work/ofd/pages.ofd" |
    "$bin/miit-transform" --print /dev/stdin >"$work/events"
is "numbers" "$(columns_of "$work/events" sequence | tr '\n' ' ')" "$(seq 75 | tr '\n' ' ')"
is "names" "$(columns_of "$work/events" name | sort -u | wc -l)" 75
is "cities" "$(columns_of "$work/events" city | sort | uniq -c | awk '{ print $1 $2 }' |
    tr '\n' ' ')" "$(printf '26宁波市 13杭州市 36温州市 ')"
done_testing
