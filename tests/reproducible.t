#!/bin/sh
# A program is the same bytes from any folder, at any time, with any number of jobs:
# one is built twice, or those that REPRODUCIBLE names ("fetch parse transform load").
# Slow: left out of `make check-quick`.
. "$(dirname "$0")/tap.sh"
all_about_the_tree

stages=${REPRODUCIBLE:-fetch}
cc -D_GNU_SOURCE -shared -fPIC -O2 -o "$work/clock.so" tests/torture/preload.c -ldl

# built FOLDER JOBS [NAME=VALUE...]: a copy of the sources, built there with these
# variables; every object is compiled, none comes from a cache.
built() {
	folder=$1
	jobs=$2
	shift 2
	mkdir -p "$folder"
	cp -R Makefile fetch parse transform load scripts "$folder"
	# shellcheck disable=SC2046
	env -u LC_ALL -u TZ CCACHE_DISABLE=1 "$@" make -s -j "$jobs" -C "$folder" \
	    CFLAGS='-O1 -g' BUILD=out $(printf ' out/miit-%s' $stages) \
	    >"$work/said" 2>&1 || cat "$work/said" >&2
}
built "$work/a" 1 LC_ALL=C TZ=UTC
built "$work/a much longer folder/of another/name" 3 LC_ALL=C.UTF-8 \
    TZ=Asia/Shanghai LD_PRELOAD="$work/clock.so" TORTURE_CLOCK=400000000
for stage in $stages; do
	same "miit-$stage is the same from two folders and at two times" \
	    "$work/a/out/miit-$stage" \
	    "$work/a much longer folder/of another/name/out/miit-$stage"
	ok "and has its debugging notes, in which folders would stand" \
	    sh -c 'readelf -S "$1" | grep -q debug_info' sh "$work/a/out/miit-$stage"
done
done_testing
