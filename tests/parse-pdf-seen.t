#!/bin/sh
# What of a PDF's page a person reads: small pages at the edges
# (tests/parse/pdf/edges.py, yearbook.py), and tables with random furniture,
# drawn by two writers (tests/parse/pdf/draw_pages.py).
#
# PDF_PAGES=2000 sh tests/parse-pdf-seen.t draws as many, from page PDF_FIRST on.
# Slow: left out of `make check-quick`.
. "$(dirname "$0")/tap.sh"

judged() {  # judged PAGE: by its records, where there are any
	[ -s "$work/out" ] && $pages judge "$1" <"$work/out" >"$work/said"
}
for kind in edges yearbook; do
	pages="python3 -B tests/parse/pdf/$kind.py"
	$pages draw "$work" || exit 1
	for stem in $($pages list); do
		"$bin/miit-parse" --print "$work/$stem.pdf" 2>/dev/null >"$work/out"
		ok "$stem" judged "$stem"
		cat "$work/said"
	done
done

is "drawings within drawings end" "$("$bin/miit-parse" --print \
    "$work/endless.pdf" 2>/dev/null | grep '^problem' | cut -f2,3)" \
    "$(printf 'limit\tpages')"

# Pages of which a watermark was read as text: copies in a lattice, few of them
# over text.
for seed in 50989 51419; do
	python3 -B tests/parse/pdf/draw_pages.py draw "$work" "$seed" 1
	"$bin/miit-parse" --print "$work/$seed.pdf" 2>/dev/null |
	    python3 -B tests/parse/pdf/draw_pages.py judge "$seed" 1 >"$work/said"
	ok "page $seed" test $? -eq 0
	cat "$work/said"
done

first=${PDF_FIRST:-0}
count=${PDF_PAGES:-120}
mkdir "$work/pages"
python3 -B tests/parse/pdf/draw_pages.py draw "$work/pages" "$first" "$count"
seq "$first" $((first + count - 1)) | sed "s|.*|$work/pages/&.pdf|" |
    xargs "$bin/miit-parse" --print 2>/dev/null |
    python3 -B tests/parse/pdf/draw_pages.py judge "$first" "$count" \
    >"$work/said"
ok "$count random pages" test $? -eq 0
cat "$work/said"
done_testing
