#!/bin/sh
# Pages and what stands in them: each tests/parse/html/STEM.html against
# STEM.tsv, the records by the HTML standard (the digest of the page aside).
# Slow: left out of `make check-quick`.
. "$(dirname "$0")/tap.sh"

for page in tests/parse/html/*.html; do
	stem=$(basename "$page" .html)
	"$bin/miit-parse" --print "$page" 2>/dev/null |
	    sed '1s/	[0-9a-f]\{64\}	/	SHA256	/' >"$work/$stem.tsv"
	same "$stem" "$work/$stem.tsv" "${page%.html}.tsv"
done

# Style sheets that nobody thought out: the paragraphs that are seen.
mkdir "$work/sheets"
python3 -B tests/parse/html/random_sheets.py "$work/sheets" 30
for page in "$work"/sheets/*.html; do
	"$bin/miit-parse" --print "$page" 2>/dev/null |
	    awk -F '\t' '$1 == "text" { print $4 }' >"${page%.html}.got"
	cmp -s "${page%.html}.got" "${page%.html}.seen" || basename "$page"
done >"$work/wrong"
about_the_tree is 'of random sheets as many as were made' \
    "$(find "$work/sheets" -name '*.seen' | wc -l)" 30
is 'what random sheets hide and show' "$(cat "$work/wrong")" ''

# A page cut anywhere says so, and what it has so far is read.
page=tests/parse/html/cut_test.htm
bytes=$(wc -c <"$page")
whole=0
for percent in $(seq 1 99); do
	head -c $((bytes * percent / 100)) "$page" >"$work/cut.html"
	"$bin/miit-parse" --print "$work/cut.html" 2>/dev/null |
	    grep -q '^problem' || whole=$((whole + 1))
done
is 'no cut page passes for a whole one' "$whole" 0
status 0 "$bin/miit-parse" --print "$page"
head -c $((bytes * 60 / 100)) "$page" >"$work/cut.html"
status 3 "$bin/miit-parse" --print "$work/cut.html"
like 'the rows before the cut are there' "$(cat "$work/out")" '甲公司'
like 'the message names the file and what was expected' \
    "$(cat "$work/err")" 'cut.html: end: truncated: .* expected its closing tag'

# What costs a browser nothing costs us nothing: each of these would take
# quadratic time or unlimited output in a careless reader.
hostile() {
	what=$1
	shift
	awk "BEGIN { $* }" >"$work/hostile.html"
	timeout 20 "$bin/miit-parse" --print "$work/hostile.html" \
	    >"$work/out" 2>/dev/null
	code=$?
	ok "$what ends by itself (status $code)" \
	    test "$code" -eq 0 -o "$code" -eq 3
	ok "$what: output stays in bounds" \
	    test "$(wc -c <"$work/out")" -lt 100000000
}
hostile 'attributes of one tag' 'printf "<table><tr><td "; for (i = 0; i < 100000; i++) printf "a%d=b ", i; print ">x</table>"'
hostile 'nested elements' 'for (i = 0; i < 100000; i++) printf "<div>"; print "x"'
hostile 'nested tables' 'for (i = 0; i < 50000; i++) printf "<table><tr><td>"; print "x"'
hostile 'wide spans' 'printf "<table>"; for (i = 0; i < 40000; i++) printf "<tr><td colspan=1000><td>x"; print "</table>"'
hostile 'high spans' 'printf "<table><tr><td colspan=1000 rowspan=65534>"; for (i = 0; i < 60000; i++) printf "<tr><td>x"; print "</table>"'
hostile 'comments in a script' 'printf "<script>"; for (i = 0; i < 300000; i++) printf "<!--"'
hostile 'a style of semicolons' 'printf "<p style=\""; for (i = 0; i < 1000000; i++) printf ";"; print "\">x</p>"'
hostile 'ampersands' 'for (i = 0; i < 1000000; i++) printf "<p>&"'
done_testing
