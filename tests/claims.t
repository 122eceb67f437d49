#!/bin/sh
# Tables made at random whose truth is known (tests/transform/claims.py): no firm is
# claimed to be what words above it, beside it or in its row deny or leave open, and none
# is lost.  By hand, for longer:
#     tests/transform/claims.py build/miit-transform --count 12000 --seed 7
. "$(dirname "$0")/tap.sh"

python3 -B tests/transform/claims.py "$bin/miit-transform" --count 1500 \
	>"$work/out" 2>&1
for kind in beside groups sections; do
	# A program that sets every row aside claims nothing wrong, either.
	needed like "$kind: firms of which all agrees are read" "$(cat "$work/out")" \
		"^$kind: read (9[3-9]|100)[.][0-9]% of [0-9]{3}"
done
like "most firms fit no list" "$(cat "$work/out")" \
	'^1500 tables, [89][0-9]{3} firms, [67][0-9]{3} that fit'
is "none of these is claimed, none is lost" \
	"$(grep -c '^wrong\|^lost' "$work/out")" 0
done_testing
