#!/bin/sh
# The tests written in C: tests/NAME.c, each a program of its own.  One that has
# a NAME.t beside it is run by that.
. "$(dirname "$0")/tap.sh"
for source in tests/*.c; do
	name=$(basename "$source" .c)
	[ ! -e "tests/$name.t" ] || continue
	"$bin/tests/$name" >"$work/out" 2>&1
	is "$name ends well" $? 0
	grep -v '^ok' "$work/out" | sed 's/^/# /'
done
done_testing
