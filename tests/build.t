#!/bin/sh
# What is built: each program is linked with what its stage needs, installs
# whole, and says what it is.
. "$(dirname "$0")/tap.sh"

needs() {
	readelf -d "$bin/miit-$1" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p'
}
# only LIBRARY STAGE: of the four programs this one alone is linked with it.
only() {
	found=
	for stage in fetch parse transform load; do
		! needs $stage | grep -q "^$1" || found="$found $stage"
	done
	is "$1 is in$2 alone" "$found" "$2"
}
only libcurl " fetch"
only libsqlite3 " load"
only libseccomp " fetch parse"
is "no program finds libraries on a path of its own" "$(for stage in fetch \
    parse transform load; do readelf -d "$bin/miit-$stage"; done |
    awk '/NEEDED.*libc\./ { n++ } /RPATH|RUNPATH/ { paths++ }
	END { print n, paths + 0 }')" "4 0"

for stage in fetch parse transform load; do
	like "miit-$stage says its version" "$("$bin/miit-$stage" --version)" \
	    "^miit-$stage 0\.[0-9]+\.[0-9]+\+[0-9a-f]{8}\$"
	ok "miit-$stage has help" sh -c '"$1" --help | grep -q -- --data' \
	    sh "$bin/miit-$stage"
	about_the_tree ok "its manual has EXIT STATUS and FILES" sh -c \
	    'grep -q "^.Sh EXIT STATUS" "$1" && grep -q "^.Sh FILES" "$1"' \
	    sh "$stage/miit-$stage.1"
done

about_the_tree ok "includes keep to the order" scripts/check-includes
about_the_tree is "ARCHITECTURE.md has the rooms in that order" \
    "$(sed -n '/^## Rooms/,/^What/s/^| \(fetch\|parse\|transform\|load\) | \(.*\) |$/\1: \2/p' \
    .github/ARCHITECTURE.md | grep -v '\.tsv' | sed 's/([^)]*)//g; s/;.*//; s/,/ /g' |
    tr -s ' ' | sed 's/ $//')" \
    "$(sed -n "/^rooms='/,/^'/{/: /p}" scripts/check-includes)"
about_the_tree is "and each of them is a folder" "$(sed -n "/^rooms='/,/^'/{/: /p}" \
    scripts/check-includes | while read -r stage rooms; do
	for room in $rooms; do ls -d "${stage%:}/$room"; done
    done 2>&1 | grep cannot)" ""
mkdir -p "$work/bad"
# refused NAME PATTERN: the tree in $work/bad is, and is whole again afterwards.
whole() {
	rm -rf "$work/bad"
	for stage in fetch parse transform load; do
		mkdir -p "$work/bad/$stage"
		echo '/* private */' >"$work/bad/$stage/own.h"
		echo '#include "own.h"' >"$work/bad/$stage/own.c"
	done
	mkdir "$work/bad/fetch/base" "$work/bad/fetch/web" "$work/bad/parse/core" \
	    "$work/bad/tests"
	echo '/* Shared: low */' >"$work/bad/fetch/base/low.h"
	echo '#include "fetch/base/low.h"' >"$work/bad/fetch/web/high.h"
	echo '#include "fetch/base/low.h"' >"$work/bad/parse/core/a.h"
	echo '#include "a.h"' >"$work/bad/parse/core/a.c"
}
refused() {
	about_the_tree like "$1" "$(scripts/check-includes "$work/bad" || echo refused)" "$2"
	about_the_tree is "$1: refused" "$(scripts/check-includes "$work/bad" >/dev/null ||
	    echo refused)" refused
	whole
}
whole
about_the_tree is "what is allowed is not refused" "$(scripts/check-includes "$work/bad")" ""
about_the_tree is "--graph: modules of a folder, what they include" \
    "$(scripts/check-includes --graph "$work/bad" | grep '^parse/core\|^fetch/base' |
	tr '\t' '|')" "fetch/base|1|
parse/core|1|fetch/base"
echo '#include "load/own.h"' >"$work/bad/fetch/own.c"
refused "an include that looks downstream" 'fetch/own.c.*downstream'
echo '#include "parse/own.h"' >"$work/bad/load/own.c"
refused "another stage's private header" 'load/own.c.*private to parse'
echo '#include "none.h"' >"$work/bad/load/own.c"
refused "a header that is not there" 'load/own.c.*does not exist'
echo '/* As gone.h has it, see own.h. */' >"$work/bad/load/own.c"
refused "a comment that names a header which is not there" \
    'load/own.c:1: a comment names gone.h, which does not exist'
echo '#include "fetch/web/high.h"' >"$work/bad/fetch/base/low.c"
refused "a room that comes later" 'fetch/base/low.c: .*a later room'
echo '#include "parse/own.h"' >"$work/bad/parse/core/a.c"
refused "a private header above the rooms" 'parse/core/a.c: .*above the rooms'
mkdir "$work/bad/load/cellar"
echo '' >"$work/bad/load/cellar/deep.c"
refused "a room without a place" 'load/cellar: a room without a place'
echo '#include "b.h"' >>"$work/bad/parse/core/a.c"
echo '/* */' >"$work/bad/parse/core/b.h"
printf '/* */\n#include "c.h"\n' >"$work/bad/parse/core/b.c"
printf '/* */\n#include "a.h"\n' >"$work/bad/parse/core/c.h"
refused "a circle of modules" \
    'circle of includes: parse/core/a > parse/core/b > parse/core/c > parse/core/a'

# in_order LINES...: load/own.c with these includes, in the order that is wanted.
in_order() {
	printf '%s\n' "$@" >"$work/bad/load/own.c"
}
in_order '#include "own.h"' '' '#include <stdio.h>' '#include <sys/stat.h>' '' \
    '#include "fetch/base/low.h"' '#include "parse/core/mark.h"' '#include "other.h"'
echo '/* Shared: a mark */' >"$work/bad/parse/core/mark.h"
echo '/* */' >"$work/bad/load/other.h"
about_the_tree is "the right order is not refused" "$(scripts/check-includes "$work/bad")" ""
whole
in_order '#include <stdio.h>' '' '#include "own.h"'
refused "the own header after another" 'load/own.c:3: .*expected before stdio.h'
in_order '#include "own.h"' '' '#include "fetch/base/low.h"' '' '#include <stdio.h>'
refused "a system header after a room's" 'load/own.c:5: .*expected before fetch/base/low.h'
in_order '#include <string.h>' '#include <stdio.h>'
refused "a group that is not sorted" 'load/own.c:2: .*expected before string.h, sorted'
in_order '#include "own.h"' '#include <stdio.h>'
refused "groups without an empty line between" 'load/own.c:2: .*expected an empty line'
in_order '#include <stdio.h>' '' '#include <string.h>'
refused "a group with an empty line in it" 'load/own.c:3: .*expected no empty line'
in_order '#include <stdio.h>' '#include <stdio.h>'
refused "a header included twice" 'load/own.c:2: .*included twice'
printf '#include "fetch/base/low.h"\n\n#include <stdio.h>\n' >"$work/bad/tests/low.c"
refused "the order in the tests" 'tests/low.c:3: .*expected before'

about_the_tree ok "names bear their header's prefix, a tag has one meaning" scripts/check-names
# The tree with one module, as a name means one.
alone() {
	whole
	for stage in fetch parse transform; do
		rm "$work/bad/$stage/own.h" "$work/bad/$stage/own.c"
	done
}
alone
misnamed() {
	about_the_tree like "$1" "$(scripts/check-names "$work/bad" || echo refused)" "$2"
	about_the_tree is "$1: refused" "$(scripts/check-names "$work/bad" >/dev/null ||
	    echo refused)" refused
	alone
}
about_the_tree is "what is well named is not refused" "$(scripts/check-names "$work/bad")" ""
cat >"$work/bad/load/own.h" <<'H'
/* Two that are right, own_first(void) among them. */
struct own { int (*call)(void); };
void own_first(struct own *,
    int last_of_it(void));
/* other_too(int); */ static inline int own_second(void) { return f(); }
H
about_the_tree is "nor declarations of several lines" "$(scripts/check-names "$work/bad")" ""
echo 'const char *other(void);' >>"$work/bad/load/own.h"
misnamed "a function without its header's prefix" \
    'load/own.h: other: expected a name that begins with own'
mkdir -p "$work/bad/load/room"
echo 'int own_third(void);' | tee "$work/bad/load/own.h" >"$work/bad/load/room/own.h"
misnamed "a function that two headers declare" \
    'own_third is declared in load/own.h, too'
mkdir -p "$work/bad/load/room"
echo '/* */' >"$work/bad/load/room/own.h"
misnamed "two modules of one name" 'load/room/own.h: load/own.h has the same name'
echo 'struct own { int a; };' | tee "$work/bad/load/own.h" >"$work/bad/fetch/own.c"
misnamed "a tag with two meanings" 'struct own is defined in fetch/own.c, too'

# A source below a stage's folder, at any depth, is part of the stage.
mkdir "$work/tree"
cp -R Makefile fetch parse transform load scripts "$work/tree/"
mkdir -p "$work/tree/load/room/inner"
echo '#error "deep.c is compiled"' >"$work/tree/load/room/inner/deep.c"
about_the_tree like "a source in a sub-folder is compiled and kept in the stage's library" \
    "$(make -n -C "$work/tree" BUILD="$work/tree/none" \
    "$work/tree/none/libload.a" 2>&1)" 'ar rcs .*load/room/inner/deep\.o'
about_the_tree like "nothing leaves it out" "$(make -s -C "$work/tree" \
    BUILD="$work/tree/none" "$work/tree/none/load/room/inner/deep.o" 2>&1)" \
    'deep.c is compiled'

# What passes with programs that do nothing is printed, but for what is about the tree.
mkdir "$work/tree/tests"
cp tests/tap.sh "$work/tree/tests/"
cat >"$work/tree/tests/good.t" <<'T'
. "$(dirname "$0")/tap.sh"
status 0 "$bin/miit-load"
ok "after a program that did nothing" true
about_the_tree ok "the tree" true
done_testing
T
cat >"$work/tree/tests/idle.t" <<'T'
. "$(dirname "$0")/tap.sh"
ok "idle" true
needed ok "the program ran" test -s "$work/out"
ok "not reached" true
T
about_the_tree is "an assertion that passes with programs that do nothing is refused" \
    "$("$work/tree/scripts/check-tests" || echo refused)" "tests/idle.t: ok 1 - idle
refused"

# xlsxwriter.pc of Debian 13 requires minizip: flags that fail are an error.
mkdir "$work/pc"
cat >"$work/pc/xlsxwriter.pc" <<'PC'
Name: libxlsxwriter
Description: as in Debian 13
Version: 1.2
Requires.private: no-such-minizip
Requires: no-such-minizip
Libs: -lxlsxwriter
PC
PKG_CONFIG_PATH=$work/pc make -n BUILD="$work/tree/none" >"$work/out" 2>"$work/err"
about_the_tree is "a library whose flags fail ends the build" $? 2
about_the_tree like "and is named, with the remedy" "$(cat "$work/err")" \
    'no-such-minizip.*run scripts/setup'

for stage in fetch parse transform; do
	is "-j stands once in miit-$stage.1" \
	    "$(grep -c '^\.It Fl j ' "$stage/miit-$stage.1")" \
	    "$("$bin/miit-$stage" --help | grep -c -- ' -j, --jobs')"
done

# What the compiler and the linker do against mistakes, seen in the programs.
if [ "$bin" = "$PWD/build" ]; then
	for stage in fetch parse transform load; do
		program=$bin/miit-$stage
		like "miit-$stage may lie anywhere" "$(readelf -h "$program")" \
		    'Type:.*DYN'
		like "its addresses are bound at the start" \
		    "$(readelf -d "$program")" 'BIND_NOW|FLAGS.*NOW'
		like "what is bound is read-only" "$(readelf -lW "$program")" \
		    GNU_RELRO
		is "its stack cannot be run" "$(readelf -lW "$program" |
		    grep GNU_STACK | grep -c E)" 0
		like "its stack is guarded" "$(readelf -sW --dyn-syms "$program")" \
		    __stack_chk_fail
		like "its copies are checked" "$(readelf -sW --dyn-syms "$program")" \
		    '_chk@GLIBC'
		# What the compiler was asked for stands in the debugging notes of
		# each unit of ours; the C library's start-up code has none.
		units=$(readelf --debug-dump=info "$program" 2>/dev/null |
		    grep 'DW_AT_producer.*: GNU C11')
		ok "each of its units has notes" [ "$(echo "$units" | wc -l)" -gt 30 ]
		for flag in stack-protector-strong stack-clash-protection PIE; do
			is "each is compiled with -f$flag" \
			    "$(echo "$units" | grep -vc -e "-f$flag")" 0
		done
		[ "$(uname -m)" = x86_64 ] || continue
		is "each is compiled with -fcf-protection" \
		    "$(echo "$units" | grep -vc -e -fcf-protection)" 0
	done
	is "no warning is left out" "$(make -n -B -s BUILD="$work/none" \
	    "$work/none/fetch/main.o" | grep -c -e '-Wconversion.*-fstack-clash')" 1
	is "nor in the tests" "$(grep -c 'filter-out.*-W' Makefile)" 0
else
	skip "hardening of the programs" "for the plain build"
fi
# The options of scripts/run-tests let the leak sanitizer speak.
cat >"$work/leak.c" <<'C'
#include <stdlib.h>
int
main(void)
{
	void *volatile lost = malloc(7);

	lost = NULL;
	return lost != NULL;
}
C
gcc -O0 -fsanitize=address -o "$work/leak" "$work/leak.c"
(unset ASAN_OPTIONS; eval "$(sed -n 's/^export ASAN_OPTIONS="\(.*\)"$/export ASAN_OPTIONS="\1"/p' \
    scripts/run-tests)" && unset LSAN_OPTIONS && "$work/leak") 2>"$work/err"
about_the_tree is "a leak fails a test" $? 99
about_the_tree like "and is described" "$(cat "$work/err")" 'leak of 7 byte'

about_the_tree ok "set-up has nothing to do here" scripts/setup --tests
mkdir "$work/none"
cat >"$work/none/dpkg-query" <<'STUB'
#!/bin/sh
exit 1
STUB
cat >"$work/none/id" <<'STUB'
#!/bin/sh
echo 1000
STUB
chmod +x "$work/none/dpkg-query" "$work/none/id"
PATH=$work/none:$PATH scripts/setup >"$work/out" 2>"$work/err"
about_the_tree is "without root set-up ends with 1" $? 1
about_the_tree like "and says what it needs" "$(cat "$work/err")" \
    'apt-get install --no-install-recommends .*libcurl4-openssl-dev'

if [ "$bin" = "$PWD/build" ]; then
	make -s install DESTDIR="$work/root" PREFIX=/usr >"$work/out" 2>&1
	is "installs below DESTDIR" "$(cd "$work/root" && find . -type f |
	    grep -E '/miit-(fetch|parse|transform|load)(\.1)?$' |
	    grep -v completion | LC_ALL=C sort)" "./usr/bin/miit-fetch
./usr/bin/miit-load
./usr/bin/miit-parse
./usr/bin/miit-transform
./usr/share/man/man1/miit-fetch.1
./usr/share/man/man1/miit-load.1
./usr/share/man/man1/miit-parse.1
./usr/share/man/man1/miit-transform.1"
else
	skip "installs below DESTDIR" "for the plain build"
fi
done_testing
