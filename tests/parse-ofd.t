#!/bin/sh
# OFD documents, made by tests/parse/ofd/make_ofd.py; what each says stands
# beside it.  Then tables with random furniture, by three kinds of writers
# (tests/parse/ofd/ofd_pages.py).
#
# OFD_PAGES=2000 sh tests/parse-ofd.t draws as many, from page OFD_FIRST on.
. "$(dirname "$0")/tap.sh"

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

# Pages of which what an area leaves of a watermark was read as text.
for seed in 4198 4218; do
	python3 -B tests/parse/ofd/ofd_pages.py draw "$work" "$seed" 1
	"$bin/miit-parse" --print "$work/$seed.ofd" 2>/dev/null |
	    python3 -B tests/parse/ofd/ofd_pages.py judge "$seed" 1 >"$work/said"
	ok "page $seed" test $? -eq 0
	cat "$work/said"
done

first=${OFD_FIRST:-0}
count=${OFD_PAGES:-120}
mkdir "$work/pages"
pages="python3 -B tests/parse/ofd/ofd_pages.py"
$pages draw "$work/pages" "$first" "$count"
seq "$first" $((first + count - 1)) | sed "s|.*|$work/pages/&.ofd|" |
    xargs "$bin/miit-parse" --print 2>/dev/null |
    $pages judge "$first" "$count" >"$work/said"
ok "$count random pages" test $? -eq 0
cat "$work/said"
done_testing
