#!/bin/sh
# A load that is killed, or whose disk fails, leaves the old warehouse or the new
# one, always whole; the next run finishes the work.
#
# Killed at writes, syncs, renamings, removals and makings of files: with a small
# folder at every MIIT_CRASH_SMALL-th of them (default 4), with one of 2,329 events,
# whose rows are written before the end, at every MIIT_CRASH_STEP-th write (default
# 240); 1 is each one.  The first is another one each day, or MIIT_CRASH_FIRST.
# Slow: left out of `make check-quick`.
. "$(dirname "$0")/tap.sh"
step=${MIIT_CRASH_STEP:-240}
small_step=${MIIT_CRASH_SMALL:-4}
begin=${MIIT_CRASH_FIRST:-$(($(date +%j | sed 's/^0*//') % step + 1))}
jobs=$(nproc)
# LeakSanitizer does not run below strace.
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0"

# nights FOLDER OPTION...: what `data` holds, loaded on two nights, the second
# of which corrects a title.  FOLDER/data is as after the second transform,
# FOLDER/old as after the first load, FOLDER/new as after the second.
nights() {
	top=$1
	shift
	tests/load/make_handoff.py "$top/data" "$@" &&
	    "$bin/miit-load" --data "$top/data" >/dev/null 2>&1 || exit 1
	mv "$top/data/load" "$top/old"
	sed -i 's/关于公布第二批/关于公布第2批/' "$top"/data/*/*.tsv
	tests/load/make_handoff.py --seal "$top/data"
	cp -r "$top/old" "$top/data/load"
	"$bin/miit-load" --data "$top/data" >/dev/null 2>&1 || exit 1
	mv "$top/data/load" "$top/new"
	needed ok "the two nights differ" test "$(digest "$top/old/warehouse.sqlite")" \
	    != "$(digest "$top/new/warehouse.sqlite")"
}
digest() {
	sha256sum <"$1"
}
# fresh FOLDER: the first night's results.
fresh() {
	rm -rf "$1/data/load"
	cp -r "$top/old" "$1/data/load"
}
# after FOLDER WHAT: says what is wrong with what a failed run has left, then
# runs again.
after() {
	got=$(digest "$1/data/load/warehouse.sqlite")
	[ "$got" = "$old" ] || [ "$got" = "$new" ] ||
	    echo "$2: neither old nor new"
	"$bin/miit-load" --data "$1/data" >/dev/null 2>&1 ||
	    echo "$2: the next run fails"
	diff -r -x .verified "$1/data/load" "$top/new" >/dev/null ||
	    echo "$2: the next run does not converge"
}
use() {
	top=$1
	old=$(digest "$top/old/warehouse.sqlite")
	new=$(digest "$top/new/warehouse.sqlite")
}

# --- killed at any time ---------------------------------------------------
nights "$work/many"
nights "$work/few" --few
use "$work/many"
for delay in 01 03 08; do
	fresh "$top"
	"$bin/miit-load" --data "$top/data" >/dev/null 2>&1 &
	pid=$!
	sleep "0.$delay"
	kill -9 $pid 2>/dev/null
	wait $pid 2>/dev/null
	after "$top" "killed after 0.$delay s"
done >"$work/wrong"
is "killed at any time: old or new, and the next run converges" \
    "$(cat "$work/wrong")" ""

# --- killed, or refused by the disk, at each call -------------------------
# points: "CALL N" for each call that changes what lies in a folder, and which
# one of its kind it is.
points() {
	fresh "$top"
	strace -f -o "$work/trace" \
	    -e trace=pwrite64,fsync,fdatasync,rename,unlink,ftruncate,openat \
	    "$bin/miit-load" --data "$top/data" >/dev/null 2>&1
	sed 's/^[0-9]* *//' "$work/trace" | awk -F'(' '/^[a-z]/ { n[$1]++
	    if ($1 != "openat" || /O_CREAT/) print $1, n[$1] }'
}
# kill_at K: every jobs-th point from the K-th on, in a folder of its own.
kill_at() {
	mkdir "$top/$1"
	cp -r "$top/data" "$top/$1/data"
	awk -v k="$1" -v n="$jobs" 'NR % n == k % n' "$work/points" |
	while read -r call at; do
		fresh "$top/$1"
		strace -f -o /dev/null -e trace="$call" \
		    -e inject="$call:signal=KILL:when=$at" \
		    "$bin/miit-load" --data "$top/$1/data" >/dev/null 2>&1
		[ $? -eq 137 ] || echo "not killed at $call $at"
		after "$top/$1" "killed at $call $at"
	done >"$work/wrong.$1"
}
kill_at_all() {
	workers=
	for k in $(seq "$jobs"); do
		kill_at "$k" &
		workers="$workers $!"
	done
	for pid in $workers; do
		wait "$pid"
	done
	echo "# $(wc -l <"$work/points") points"
	cat "$work"/wrong.*
}
if ! strace -o "$work/trace" true 2>/dev/null; then
	skip "killed at each call" "strace cannot run here"
	skip "killed at some of more calls" "strace cannot run here"
	skip "a failing disk" "strace cannot run here"
	skip "files that cannot be removed" "strace cannot run here"
else
	use "$work/few"
	points >"$work/points"
	ok "there are points of each kind" test "$(cut -d' ' -f1 "$work/points" |
	    sort -u | tr '\n' ' ')" = "fsync ftruncate openat pwrite64 rename unlink "
	awk -v by="$small_step" -v from="$begin" 'NR % by == from % by' \
	    "$work/points" >"$work/some"
	mv "$work/some" "$work/points"
	kill_at_all >"$work/killed"
	head -n 1 "$work/killed"
	is "killed at every $small_step-th call: old or new, and the next run converges" \
	    "$(tail -n +2 "$work/killed")" ""

	use "$work/many"
	points | awk -v by="$step" -v from="$begin" '$1 == "pwrite64" &&
	    $2 % by == from % by' >"$work/points"
	kill_at_all >"$work/killed"
	head -n 1 "$work/killed"
	is "killed at some of more writes, every $step from $begin on" \
	    "$(tail -n +2 "$work/killed")" ""

	for fault in pwrite64:ENOSPC:2 pwrite64:ENOSPC:150 pwrite64:EIO:300 \
	    fsync:EIO:1 fsync:EIO:2 fsync:EIO:3 rename:EIO:1; do
		call=${fault%%:*}
		rest=${fault#*:}
		fresh "$top"
		strace -f -o /dev/null -e trace="$call" \
		    -e inject="$call:error=${rest%:*}:when=${rest#*:}" \
		    "$bin/miit-load" --data "$top/data" >"$work/out" 2>"$work/err"
		got=$?
		[ $got -eq 1 ] || echo "$fault: ends with $got"
		[ "$(digest "$top/data/load/warehouse.sqlite")" = "$old" ] ||
		    echo "$fault: the warehouse changed"
		grep -q ' miit-load: .*/load/.*: cannot ' "$work/err" ||
		    echo "$fault: $(tail -n 1 "$work/err")"
		[ ! -e "$top/data/load/.warehouse.sqlite.new" ] ||
		    echo "$fault: the candidate is left"
		after "$top" "$fault"
	done >"$work/wrong"
	is "a failing disk: said, status 1, the old warehouse stays" \
	    "$(cat "$work/wrong")" ""

	# SQLite says nothing of a file that it cannot remove.
	for at in 1 2 3 4; do
		fresh "$top"
		strace -f -o /dev/null -e trace=unlink \
		    -e inject="unlink:error=EIO:when=$at" \
		    "$bin/miit-load" --data "$top/data" >"$work/out" 2>"$work/err"
		# With status 1 it says so, and the next run goes on.
		if [ $? -eq 1 ]; then
			grep -q 'cannot remove' "$work/err" ||
			    echo "unlink $at: $(tail -n 1 "$work/err")"
			after "$top" "unlink $at fails"
			continue
		fi
		find "$top/data/load" -name '.*.new*' -o -name 'etilqs_*' |
		while read -r file; do
			grep -q "$(basename "$file"): .*cannot remove" "$work/err" ||
			    echo "unlink $at: $file is left, nothing says so"
		done
		after "$top" "unlink $at fails"
	done >"$work/wrong"
	is "a file that cannot be removed is removed later, or it is said" \
	    "$(cat "$work/wrong")" ""
fi

# --- a full disk, a read-only one ----------------------------------------
if [ "$(id -u)" -ne 0 ] || ! unshare -m true 2>/dev/null; then
	skip "a full disk" "needs root and mount namespaces"
	skip "a read-only disk" "needs root and mount namespaces"
	done_testing
fi
mkdir "$work/mount"
fresh "$top"
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
		exit $status' sh "$work/mount" "$top/data" "$bin" "$1" "${2:-}"
}
for kib in 0 1000 3000; do
	small $kib >"$work/out" 2>"$work/err"
	ended "a disk with $kib KiB left: status 1" 1
	like "a disk with $kib KiB left: said" "$(cat "$work/err")" \
	    ' miit-load: .*/load/.*(is full|No space left)'
	is "a disk with $kib KiB left: the old warehouse and nothing else" \
	    "$(cat "$work/out")" ""
done
small 8000 ro >"$work/out" 2>"$work/err"
ended "a read-only disk: status 1" 1
like "a read-only disk: said" "$(cat "$work/err")" 'Read-only file system'
done_testing
