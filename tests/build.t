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
only libseccomp " parse"
is "no program finds libraries on a path of its own" "$(for stage in fetch \
    parse transform load; do readelf -d "$bin/miit-$stage"; done |
    grep -c 'RPATH\|RUNPATH')" 0

for stage in fetch parse transform load; do
	like "miit-$stage says its version" "$("$bin/miit-$stage" --version)" \
	    "^miit-$stage 0\.[0-9]+\.[0-9]+\+[0-9a-f]{8}\$"
	ok "miit-$stage has help" sh -c '"$1" --help | grep -q -- --data' \
	    sh "$bin/miit-$stage"
	ok "its manual has EXIT STATUS and FILES" sh -c \
	    'grep -q "^.Sh EXIT STATUS" "$1" && grep -q "^.Sh FILES" "$1"' \
	    sh "$stage/miit-$stage.1"
done

ok "no include looks downstream" scripts/check-includes
mkdir -p "$work/bad/scripts" "$work/bad/fetch" "$work/bad/parse" \
    "$work/bad/transform" "$work/bad/load"
cp scripts/check-includes "$work/bad/scripts/"
for stage in fetch parse transform load; do
	echo '/* private */' >"$work/bad/$stage/own.h"
	echo '#include "own.h"' >"$work/bad/$stage/own.c"
done
ok "its own headers are a stage's to include" "$work/bad/scripts/check-includes"
echo '#include "load/own.h"' >"$work/bad/fetch/own.c"
like "an include that looks downstream is named" \
    "$("$work/bad/scripts/check-includes")" 'fetch/own.c.*downstream'
echo '#include "parse/own.h"' >"$work/bad/load/own.c"
like "another stage's private header is named" \
    "$("$work/bad/scripts/check-includes")" 'load/own.c.*private to parse'
mkdir -p "$work/bad/load/room/inner"
echo '#include "parse/own.h"' >"$work/bad/load/room/inner/deep.c"
like "also in a folder below the stage's" \
    "$("$work/bad/scripts/check-includes")" 'load/room/inner/deep.c.*private to parse'

# A source below a stage's folder, at any depth, is part of the stage.
mkdir "$work/tree"
cp -R Makefile fetch parse transform load scripts "$work/tree/"
mkdir -p "$work/tree/load/room/inner"
echo '#error "deep.c is compiled"' >"$work/tree/load/room/inner/deep.c"
like "a source in a sub-folder is compiled and kept in the stage's library" \
    "$(make -n -C "$work/tree" BUILD="$work/tree/none" \
    "$work/tree/none/libload.a" 2>&1)" 'ar rcs .*load/room/inner/deep\.o'
like "nothing leaves it out" "$(make -s -C "$work/tree" \
    BUILD="$work/tree/none" "$work/tree/none/load/room/inner/deep.o" 2>&1)" \
    'deep.c is compiled'

ok "set-up has nothing to do here" scripts/setup --tests
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
is "without root set-up ends with 1" $? 1
like "and says what it needs" "$(cat "$work/err")" \
    'apt-get install --no-install-recommends .*libcurl4-openssl-dev'

if [ "$bin" = "$PWD/build" ]; then
	make -s install DESTDIR="$work/root" PREFIX=/usr >"$work/out" 2>&1
	is "installs below DESTDIR" "$(cd "$work/root" && find . -type f |
	    LC_ALL=C sort)" "./usr/bin/miit-fetch
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
