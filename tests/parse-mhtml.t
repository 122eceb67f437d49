#!/bin/sh
# Pages saved as one file: tests/parse/mhtml/STEM.mht against STEM.tsv (the
# digest aside).
. "$(dirname "$0")/tap.sh"

for page in tests/parse/mhtml/*.mht; do
	stem=$(basename "$page" .mht)
	"$bin/miit-parse" --print "$page" 2>/dev/null |
	    sed '1s/	[0-9a-f]\{64\}	/	SHA256	/' >"$work/$stem.tsv"
	same "$stem" "$work/$stem.tsv" "${page%.mht}.tsv"
done

# Cut before its last boundary it is not whole.
page=tests/parse/mhtml/parts.mht
bytes=$(wc -c <"$page")
whole=0
for percent in $(seq 20 10 90); do
	head -c $((bytes * percent / 100)) "$page" >"$work/cut.mht"
	"$bin/miit-parse" --print "$work/cut.mht" 2>/dev/null |
	    grep -q '^problem' || whole=$((whole + 1))
done
is 'no cut file passes for a whole one' "$whole" 0
done_testing
