#!/bin/sh
# The tests written in C: tests/NAME.c, each a program of its own.  One that has
# a NAME.t beside it is run by that.
. "$(dirname "$0")/tap.sh"
for source in tests/*.c; do
	name=$(basename "$source" .c)
	[ ! -e "tests/$name.t" ] || continue
	"$bin/tests/$name" >"$work/out" 2>&1
	got=$?
	tests_run=$((tests_run + 1))
	if [ "$got" -eq 0 ] && [ -s "$work/out" ]; then
		echo "ok $tests_run - $name ends well"
	else
		failed "$name ends well" "status $got
$(grep -v '^ok' "$work/out")"
	fi
done
done_testing
