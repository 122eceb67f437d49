#!/bin/sh
# OFD documents, made by tests/parse/ofd/make_ofd.py; what each says stands
# beside it.  Then tables with random furniture, by three kinds of writers
# (tests/parse/ofd/ofd_pages.py).
#
# OFD_PAGES=2000 sh tests/parse-ofd.t draws as many, from page OFD_FIRST on.
. "$(dirname "$0")/tap.sh"
. tests/parse/drawn_pages.sh

mkdir "$work/ofd"
tests/parse/ofd/make_ofd.py "$work/ofd" || exit 1

for want in tests/parse/ofd/*.tsv; do
	name=$(basename "$want" .tsv)
	"$bin/miit-parse" --print "$work/ofd/$name.ofd" 2>"$work/err" |
	    sed 1d >"$work/got"
	same "$name" "$work/got" "$want"
done
about_the_tree is "each file has its records" "$(ls tests/parse/ofd/*.tsv | wc -l)" \
	"$(ls "$work/ofd" | wc -l)"

# A list of 75 firms on three pages becomes 75 events, in their order.
"$bin/miit-parse" --print "$work/ofd/pages.ofd" |
    "$bin/miit-transform" --print /dev/stdin >"$work/events"
is "numbers" "$(columns_of "$work/events" sequence | tr '\n' ' ')" "$(seq 75 | tr '\n' ' ')"
is "names" "$(columns_of "$work/events" name | sort -u | wc -l)" 75
is "cities" "$(columns_of "$work/events" city | sort | uniq -c | awk '{ print $1 $2 }' |
    tr '\n' ' ')" "$(printf '26宁波市 13杭州市 36温州市 ')"

# Pages of which what an area leaves of a watermark was read as text, then fresh ones.
drawn_pages tests/parse/ofd/ofd_pages.py ofd 4198 1
drawn_pages tests/parse/ofd/ofd_pages.py ofd 4218 1
drawn_pages tests/parse/ofd/ofd_pages.py ofd "${OFD_FIRST:-0}" "${OFD_PAGES:-120}"
done_testing
