#!/bin/sh
# Titles made at random whose truth is known (tests/transform/wordings.py): nothing is
# claimed of one that is not so.  By hand, for longer:
#     tests/transform/wordings.py build/miit-transform --count 100000 --seed 7
. "$(dirname "$0")/tap.sh"

python3 -B tests/transform/wordings.py "$bin/miit-transform" --count 3000 \
	>"$work/out" 2>&1
# A program that says nothing claims nothing wrong, either.
needed like "clear wordings are read" "$(cat "$work/out")" \
	'of [0-9]* clear ones right [0-9]* [(](9[5-9]|100)[.][0-9]%'
is "no wrong claim" "$(grep -c '^wrong' "$work/out")" 0
done_testing
