#!/bin/sh
# Remarks made at random whose truth is known (tests/transform/remarks.py): no firm is
# designated beside words that stop a reader, and none beside words that nobody knows
# without these being quoted.  By hand, for longer:
#     tests/transform/remarks.py build/miit-transform --count 100000 --seed 7
. "$(dirname "$0")/tap.sh"

python3 -B tests/transform/remarks.py "$bin/miit-transform" --count 4000 \
	>"$work/out" 2>&1
for kind in favourable nominal compound; do
	# A program that sets every row aside claims nothing wrong, either.
	needed like "$kind remarks leave a firm designated" "$(cat "$work/out")" \
		"^$kind: read (9[5-9]|100)[.][0-9]% of [0-9]{3}"
done
like "half of the remarks stop a reader" "$(cat "$work/out")" \
	'^4000 remarks, [12][0-9]{3} that stop'
is "none of these is passed, no other unread in silence" \
	"$(grep -c '^wrong\|^silent' "$work/out")" 0
done_testing
