#!/bin/sh
# What of a PDF's page a person reads: small pages at the edges
# (tests/parse/pdf/edges.py, yearbook.py), and tables with random furniture,
# drawn by two writers (tests/parse/pdf/draw_pages.py).
#
# PDF_PAGES=2000 sh tests/parse-pdf-seen.t draws as many, from page PDF_FIRST on.
# Slow: left out of `make check-quick`.
. "$(dirname "$0")/tap.sh"
. tests/parse/drawn_pages.sh

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
# over text; then fresh ones.
drawn_pages tests/parse/pdf/draw_pages.py pdf 50989 1
drawn_pages tests/parse/pdf/draw_pages.py pdf 51419 1
drawn_pages tests/parse/pdf/draw_pages.py pdf "${PDF_FIRST:-0}" "${PDF_PAGES:-120}"
done_testing
