#!/bin/sh
# A load that is killed, or whose disk fails, leaves the old warehouse or the new
# one, always whole; the next run finishes the work.
#
# MIIT_CRASH_STEP (default 240) says which writes are tried: 1 is every one.
. "$(dirname "$0")/tap.sh"
step=${MIIT_CRASH_STEP:-240}

data=$work/data
load=$data/load
tests/load/make_handoff.py "$data" && "$bin/miit-load" --data "$data" \
    >/dev/null 2>&1 || exit 1
cp -r "$load" "$work/old"
# The next night: a title is corrected.
sed -i 's/关于公布第二批/关于公布第2批/' "$data"/*/*.tsv
tests/load/make_handoff.py --seal "$data"
cp -r "$data" "$work/next"
"$bin/miit-load" --data "$work/next" >/dev/null 2>&1
digest() {
	sha256sum <"$1"
}
old=$(digest "$work/old/warehouse.sqlite")
new=$(digest "$work/next/load/warehouse.sqlite")
ok "the two nights differ" [ "$old" != "$new" ]

fresh() {
	rm -rf "$load"
	cp -r "$work/old" "$load"
}
# after NAME: judges what a failed run has left, then runs again.
wrong=
after() {
	got=$(digest "$load/warehouse.sqlite")
	[ "$got" = "$old" ] || [ "$got" = "$new" ] ||
	    wrong="$wrong; $1: neither old nor new"
	"$bin/miit-load" --data "$data" >/dev/null 2>&1 ||
	    wrong="$wrong; $1: the next run fails"
	[ "$(digest "$load/warehouse.sqlite")" = "$new" ] ||
	    wrong="$wrong; $1: the next run does not converge"
	diff -r "$load" "$work/next/load" >/dev/null ||
	    wrong="$wrong; $1: something else is left"
}

# --- killed at any time ---------------------------------------------------
for delay in 01 03 08; do
	fresh
	"$bin/miit-load" --data "$data" >/dev/null 2>&1 &
	pid=$!
	sleep "0.$delay"
	kill -9 $pid 2>/dev/null
	wait $pid 2>/dev/null
	after "killed after 0.$delay s"
done
is "killed at any time: old or new, and the next run converges" "$wrong" ""

# --- killed, or refused by the disk, at each call -------------------------
# LeakSanitizer does not run below strace.
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0"
calls="pwrite64 fsync rename unlink openat ftruncate"
if ! strace -o "$work/trace" true 2>/dev/null; then
	skip "killed at each call" "strace cannot run here"
	skip "a failing disk" "strace cannot run here"
else
	fresh
	strace -f -o "$work/trace" -e trace="$(echo "$calls" | tr ' ' ,)" \
	    "$bin/miit-load" --data "$data" >/dev/null 2>&1
	wrong=
	points=0
	for call in $calls; do
		last=$(grep -c "$call(" "$work/trace")
		by=1
		case $call in
		pwrite64 | openat) by=$step ;;
		esac
		at=1
		while [ "$at" -le "$last" ]; do
			fresh
			strace -f -o /dev/null -e trace="$call" \
			    -e inject="$call:signal=KILL:when=$at" \
			    "$bin/miit-load" --data "$data" >/dev/null 2>&1
			after "killed at $call $at"
			points=$((points + 1))
			at=$((at + by))
		done
	done
	echo "# $points points"
	is "killed at each call: old or new, and the next run converges" \
	    "$wrong" ""

	wrong=
	for fault in pwrite64:ENOSPC:2 pwrite64:ENOSPC:150 pwrite64:EIO:300 \
	    fsync:EIO:1 fsync:EIO:2 fsync:EIO:3 rename:EIO:1; do
		call=${fault%%:*}
		rest=${fault#*:}
		fresh
		strace -f -o /dev/null -e trace="$call" \
		    -e inject="$call:error=${rest%:*}:when=${rest#*:}" \
		    "$bin/miit-load" --data "$data" >"$work/out" 2>"$work/err"
		got=$?
		[ $got -eq 1 ] || wrong="$wrong; $fault: ends with $got"
		[ "$(digest "$load/warehouse.sqlite")" = "$old" ] ||
		    wrong="$wrong; $fault: the warehouse changed"
		grep -q '^miit-load: .*/load/.*: cannot ' "$work/err" ||
		    wrong="$wrong; $fault: $(tail -n 1 "$work/err")"
		[ ! -e "$load/.warehouse.sqlite.new" ] ||
		    wrong="$wrong; $fault: the candidate is left"
		after "$fault"
	done
	is "a failing disk: said, status 1, the old warehouse stays" "$wrong" ""
fi

# --- a full disk, a read-only one ----------------------------------------
if [ "$(id -u)" -ne 0 ] || ! unshare -m true 2>/dev/null; then
	skip "a full disk" "needs root and mount namespaces"
	skip "a read-only disk" "needs root and mount namespaces"
	done_testing
fi
mkdir "$work/mount"
fresh
# small KIB MOUNT-OPTION...: loads on a disk with so much left.
small() {
	unshare -m sh -c '
		mount -t tmpfs -o size=16m tmpfs "$1" && cp -a "$2/." "$1" &&
		dd if=/dev/zero of="$1/ballast" bs=1k 2>/dev/null
		truncate -s "-${4}k" "$1/ballast"
		[ -z "$5" ] || mount -o "remount,$5" "$1"
		before=$(sha256sum <"$1/load/warehouse.sqlite")
		"$3/miit-load" --data "$1"
		status=$?
		[ "$before" = "$(sha256sum <"$1/load/warehouse.sqlite")" ] ||
			echo "the warehouse changed"
		find "$1" -name ".*.new"
		exit $status' sh "$work/mount" "$data" "$bin" "$1" "${2:-}"
}
for kib in 0 1000 3000; do
	small $kib >"$work/out" 2>"$work/err"
	is "a disk with $kib KiB left: status 1" $? 1
	like "a disk with $kib KiB left: said" "$(cat "$work/err")" \
	    '^miit-load: .*/load/.*(is full|No space left)'
	is "a disk with $kib KiB left: the old warehouse and nothing else" \
	    "$(cat "$work/out")" ""
done
small 8000 ro >"$work/out" 2>"$work/err"
is "a read-only disk: status 1" $? 1
like "a read-only disk: said" "$(cat "$work/err")" 'Read-only file system'
done_testing
