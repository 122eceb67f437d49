#!/bin/sh
# scripts/mutate: which faults it makes in a file; what stands in comments, in texts
# and in directives is no code.
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
done_testing
