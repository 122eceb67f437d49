#!/bin/sh
# The tests written in C: tests/NAME.c, each a program of its own.
cd "$(dirname "$0")/.." || exit 1
bin=${MIIT_BIN:-build}
set -- tests/*.c
echo "1..$#"
n=0
status=0
for source; do
	n=$((n + 1))
	name=$(basename "$source" .c)
	if "$bin/tests/$name" >/tmp/miit-unit.$$ 2>&1; then
		echo "ok $n - $name"
	else
		echo "not ok $n - $name"
		status=1
	fi
	sed 's/^/# /' /tmp/miit-unit.$$
done
rm -f /tmp/miit-unit.$$
exit $status
