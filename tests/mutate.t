#!/bin/sh
# scripts/mutate: which faults it makes in a file; what stands in comments, in texts
# and in directives is no code.  No fault reaches anything but the copy.
. "$(dirname "$0")/tap.sh"
all_about_the_tree

cat >"$work/a.c" <<'C'
/* a == b, !c */
#define BOTH(a, b) ((a) && (b))
static const char *text = "x == y && !z";
static int
f(int n)
{
	if (n <= 1 || !known('<'))
		return n + 1;
	count(n);
	for (int i = 0; i < n; i++)
		n += 2;
	return n != 3;
}
C
scripts/mutate --print "$work/a.c" | sed -e "s|^$work/||" -e 's/   in: .*//' >"$work/got"
cat >"$work/want" <<'END'
a.c:7: <= -> <
a.c:7: || -> &&
a.c:7: ! -> nothing
a.c:8: + 1 -> nothing
a.c:8: + -> -
a.c:9: count(n); -> ;
a.c:10: < -> <=
a.c:10: < -> >
a.c:10: ++ -> --
a.c:11: n += 2; -> ;
a.c:11: += -> -=
a.c:12: != -> ==
END
same "every fault of a file, one a line" "$work/got" "$work/want"
ok "many in the tree" [ "$(scripts/mutate --print fetch/base/text.c | wc -l)" -gt 100 ]

cp "$work/a.c" "$work/kept.c"
status 1 scripts/mutate "$work/a.c"
like "a file that is not of the tree is refused" "$(cat "$work/err")" "a\.c: expected a \.c file of"
same "it is as it was" "$work/a.c" "$work/kept.c"

# Every file system that can be written is tried, that of /dev/shm, too.
if ! scripts/mutate --alone true >"$work/out" 2>&1; then
	skip "what a fault can write" "nothing is run here: $(tail -n 1 "$work/out")"
	done_testing
	exit
fi
scripts/mutate --alone sh -c '
	touch inside && echo "in the copy"
	findmnt -rno TARGET | while read -r at; do
		name=$at/mutate.$1
		touch "$name" && echo "$at"
	done 2>/dev/null
	touch "$2/outside" 2>/dev/null && echo "$2"
	kill -0 "$3" 2>/dev/null && echo "a process"' - $$ "$work" $$ >"$work/got"
sort -u "$work/got" -o "$work/got"
printf '%s\n' /dev/shm "$(pwd -P)/build/mutate" "in the copy" | sort >"$work/want"
same "a test writes in the copy alone, and in a /dev/shm of its own" "$work/got" "$work/want"
ok "which is no other's" [ ! -e "/dev/shm/mutate.$$" ]
done_testing
