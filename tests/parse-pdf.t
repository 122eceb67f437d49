#!/bin/sh
# PDF: each case of tests/parse/pdf/make_pdf.py, which says what stands on its
# pages, against STEM.tsv (the digest aside).
. "$(dirname "$0")/tap.sh"

python3 -B tests/parse/pdf/make_pdf.py "$work" || exit 1
for want in tests/parse/pdf/*.tsv; do
	stem=$(basename "${want%.*}")
	"$bin/miit-parse" --print "$work/$stem.pdf" 2>/dev/null |
	    sed '1s/	[0-9a-f]\{64\}	/	SHA256	/' >"$work/$stem.tsv"
	same "$stem" "$work/$stem.tsv" "$want"
done

# What the fonts of the machine are and whether there is a sandbox changes
# nothing.
for stem in merged pages; do
	"$bin/miit-parse" --unsandboxed --print "$work/$stem.pdf" |
	    sed '1s/	[0-9a-f]\{64\}	/	SHA256	/' >"$work/$stem.open"
	same "$stem without a sandbox" "$work/$stem.open" \
	    "tests/parse/pdf/$stem.tsv"
done

# A file that was cut off is never complete, wherever.
size=$(wc -c <"$work/pages.pdf")
for tenth in 1 2 3 4 5 6 7 8 9; do
	head -c $((size * tenth / 10)) "$work/pages.pdf" >"$work/cut.pdf"
	problems=$("$bin/miit-parse" --print "$work/cut.pdf" 2>/dev/null |
	    cut -f1,2 | grep -cE '^problem	(truncated|damaged)')
	ok "cut after $tenth tenths: a problem" test "$problems" -ge 1
done
head -c $((size - 6)) "$work/pages.pdf" >"$work/cut.pdf"
is 'cut before %%EOF: truncated' "$("$bin/miit-parse" --print "$work/cut.pdf" \
    2>/dev/null | grep '^problem' | cut -f2)" truncated
sed 's/^startxref$/&\n7/' "$work/merged.pdf" >"$work/moved.pdf"
is 'a wrong startxref: damaged' "$("$bin/miit-parse" --print \
    "$work/moved.pdf" 2>/dev/null | grep '^problem' | cut -f2)" damaged
done_testing
