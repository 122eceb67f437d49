#!/bin/sh
# Small documents of one origin share a worker: what each gives is what it gives
# alone.  tests/worker.c has those that misbehave.
. "$(dirname "$0")/tap.sh"

find tests/parse tests/site tests/fuzz/found -type f -size -60k ! -name '*.tsv' ! -name '*.py' |
    LC_ALL=C sort >"$work/files"
while read -r file; do
	"$bin/miit-parse" --print "$file" 2>>"$work/alone.err"
done <"$work/files" >"$work/alone"
xargs "$bin/miit-parse" -j 2 --print <"$work/files" >"$work/together" \
    2>"$work/together.err"
# Without the times.
sed -i 's/^[^ ]* //' "$work/alone.err" "$work/together.err"
is "the same records and problems, of more than forty documents" "$(
    cmp "$work/alone" "$work/together" &&
    cmp "$work/alone.err" "$work/together.err" &&
    grep -c '^document' "$work/together" | awk '$1 > 40 { print "yes" }')" yes

# Forty pages by few processes.  A call that another one interrupts has two lines in the
# trace; the one with its result is counted.
i=0
while [ $i -lt 40 ]; do
	i=$((i + 1))
	echo "<table><tr><td>企业$i</table>" >"$work/$i.html"
done
if command -v strace >/dev/null; then
	unwatched strace -f -qq -e trace=clone,clone3,fork,vfork -o "$work/calls" \
	    "$bin/miit-parse" -j 2 --print "$work"/*.html >"$work/out" 2>&1
	is "forty pages by three workers" "$(grep -c '^row' "$work/out") $(
	    grep -c '\(clone\|fork\).* = [0-9]' "$work/calls")" "40 3"
else
	skip "forty pages by three workers" "no strace"
fi
done_testing
