#!/bin/sh
# A run of miit-fetch that is killed, or whose disk fails, at any call that
# changes something leaves documents.tsv old or new, every body whole, and a
# state from which the next run goes on.
#
# MIIT_CRASH_STEP (default 8) says which of the openat calls are tried; 1 is every
# one, and brings more kinds of failing disks.  Of the other calls every one is.
# Slow: left out of `make check-quick`.
. "$(dirname "$0")/tap.sh"
step=${MIIT_CRASH_STEP:-8}

data=$work/data
in=$work/in
list() {    # list NAME: a small table
	printf '序号,企业名称\n1,%s有限公司\n' "$1"
}
take() {    # take DATA: an import into it
	"$bin/miit-fetch" --data "$1" --import "$in" >"$work/out" 2>"$work/err"
}
mkdir "$in"
for name in a b c; do
	list $name >"$in/$name.csv"
	touch -d 2026-01-01T00:00:00Z "$in/$name.csv"
done
take "$work/old"
# The next night: one list changed, one is new.
list changed >"$in/a.csv"
list new >"$in/d.csv"
touch -d 2026-02-01T00:00:00Z "$in/a.csv" "$in/d.csv"
cp -r "$work/old" "$work/next"
take "$work/next"
old=$(sha256sum <"$work/old/fetch/documents.tsv")
new=$(sha256sum <"$work/next/fetch/documents.tsv")
needed ok "the two nights differ" [ "$old" != "$new" ]

fresh() {
	rm -rf "$data"
	cp -r "$work/old" "$data"
}
wrong=
after() {   # after NAME: judges what a failed run has left, then runs again
	got=$(sha256sum <"$data/fetch/documents.tsv")
	[ "$got" = "$old" ] || [ "$got" = "$new" ] ||
	    wrong="$wrong; $1: documents.tsv neither old nor new"
	"$bin/miit-fetch" --data "$data" --verify >"$work/out" 2>"$work/err" ||
	    wrong="$wrong; $1: $(head -n 1 "$work/err")"
	take "$data" || wrong="$wrong; $1: the next run fails"
	diff -r -x .verified "$data/fetch" "$work/next/fetch" >/dev/null ||
	    wrong="$wrong; $1: the next run does not converge"
}

# LeakSanitizer does not run below strace.
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0"
calls="write fsync rename chmod unlink mkdir openat"
strace -o "$work/trace" true 2>/dev/null || skip_all "strace cannot run here"
fresh
strace -f -o "$work/trace" -e trace="$(echo "$calls" | tr ' ' ,)" \
    "$bin/miit-fetch" --data "$data" --import "$in" 2>/dev/null
points=0
for call in $calls; do
	last=$(grep -c "$call(" "$work/trace")
	by=1
	case $call in
	openat) by=$step ;;
	esac
	at=1
	while [ "$at" -le "$last" ]; do
		fresh
		strace -f -o /dev/null -e trace="$call" \
		    -e inject="$call:signal=KILL:when=$at" \
		    "$bin/miit-fetch" --data "$data" --import "$in" 2>/dev/null
		after "killed at $call $at"
		points=$((points + 1))
		at=$((at + by))
	done
done
ok "killed at each of the calls that change something ($points)" \
    [ $points -gt 20 ]
is "old or new, whole, and the next run converges" "$wrong" ""

# --- a disk that fails ---
wrong=
faults="write:ENOSPC fsync:EIO rename:EIO"
often=+
if [ "$step" -eq 1 ]; then
	faults="$faults write:EIO fsync:ENOSPC rename:ENOSPC chmod:EPERM"
	often='once +'
fi
for fault in $faults; do
	call=${fault%:*}
	last=$(grep -c "$call(" "$work/trace")
	at=1
	while [ "$at" -le "$last" ]; do
		for more in $often; do
			more=${more#once}
			fresh
			strace -f -o /dev/null -e trace="$call" \
			    -e inject="$call:error=${fault#*:}:when=$at$more" \
			    "$bin/miit-fetch" --data "$data" --import "$in" \
			    2>/dev/null
			status=$?
			got=$(sha256sum <"$data/fetch/documents.tsv")
			[ $status -eq 1 ] || [ "$call" = write ] ||
			    wrong="$wrong; $fault at $at$more: status $status"
			[ $status -ne 0 ] || [ "$got" = "$new" ] ||
			    wrong="$wrong; $fault at $at$more: silent loss"
			after "$fault at $at$more"
		done
		at=$((at + 1))
	done
done
is "a disk that fails once or for ever: said, and nothing lost" "$wrong" ""
done_testing
