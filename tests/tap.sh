# For tests/*.t: TAP from the shell.  A test begins with
#
#     . "$(dirname "$0")/tap.sh"
#
# and ends with `done_testing`.  It runs in the project's root; $bin holds the
# programs, $work is a folder of its own that is removed at the end.
# shellcheck shell=sh
cd "$(dirname "$0")/.." || exit 1
bin=${MIIT_BIN:-$PWD/build}
tests_run=0
tests_failed=0
work=$(mktemp -d "${TMPDIR:-/tmp}/miit-test.XXXXXX") || exit 1
processes=

# Started processes end with the test, however it ends: `started PID`.
started() {
	processes="$processes $1"
}

# serving FOLDER COMMAND...: starts a server that writes FOLDER/port once it
# listens, waits for that and sets $port.
serving() {
	serving_folder=$1
	shift
	"$@" &
	started $!
	tries=0
	while [ ! -s "$serving_folder/port" ] && [ $tries -lt 200 ]; do
		sleep 0.05
		tries=$((tries + 1))
	done
	port=$(cat "$serving_folder/port")
}

tap_clean_up() {
	for pid in $processes; do
		kill "$pid" 2>/dev/null
	done
	rm -rf "$work"
}
trap tap_clean_up EXIT
trap 'exit 1' HUP INT TERM

# failed NAME WHY: prints and counts an assertion that fails; on standard error too,
# which the runner shows.
failed() {
	echo "not ok $tests_run - $1"
	printf 'not ok %s - %s\n%s\n' "$tests_run" "$1" "$2" | sed 's/^/# /' >&2
	tests_failed=$((tests_failed + 1))
}

# Whether the programs are built with the address sanitizer, which needs to be a
# process's first library and more address space than a limit leaves.
sanitized() {
	grep -q __asan_init "$bin/miit-load"
}

# unwatched COMMAND...: runs it without the leak sanitizer, which looks on from a child
# of the program and needs what a test may take away: descriptors, ptrace below strace.
unwatched() {
	ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0" "$@"
}

# What an assertion rests on: the last `status` above it.  Where that failed, the
# assertions after it fail too: "nothing is left behind" is no evidence of a
# program that did nothing.
failed_before=
rests_on_failure() {
	[ -n "$failed_before" ] || return 1
	failed "$1" "not judged: '$failed_before' failed before it"
}

# ok NAME COMMAND...: passes when the command succeeds.
ok() {
	tests_run=$((tests_run + 1))
	name=$1
	shift
	if rests_on_failure "$name"; then
		return
	elif "$@"; then
		echo "ok $tests_run - $name"
	else
		failed "$name" "failed: $*"
	fi
}

# is NAME GOT WANT: passes when both are the same text.
is() {
	tests_run=$((tests_run + 1))
	if rests_on_failure "$1"; then
		return
	elif [ "$2" = "$3" ]; then
		echo "ok $tests_run - $1"
	else
		failed "$1" "$(show_difference "$2" "$3")"
	fi
}

# show_difference GOT WANT: both, or a diff where one has several lines.
show_difference() {
	if [ "$(printf '%s\n%s\n' "$1" "$2" | wc -l)" -le 2 ]; then
		printf 'got  %s\nwant %s\n' "$1" "$2"
		return
	fi
	printf '%s\n' "$1" >"$work/.got"
	printf '%s\n' "$2" >"$work/.want"
	diff -U 2 --label want --label got "$work/.want" "$work/.got" |
	    head -n 60
	rm -f "$work/.got" "$work/.want"
}

# like NAME GOT PATTERN: passes when the extended pattern matches a line.
like() {
	tests_run=$((tests_run + 1))
	if rests_on_failure "$1"; then
		return
	elif printf '%s\n' "$2" | grep -Eq -- "$3"; then
		echo "ok $tests_run - $1"
	else
		failed "$1" "$(printf 'got  %s\nwant a line like %s' "$2" "$3")"
	fi
}

# same NAME GOT_FILE WANT_FILE: passes when both hold the same bytes, and any.
same() {
	tests_run=$((tests_run + 1))
	if rests_on_failure "$1"; then
		return
	elif [ ! -s "$2" ] && [ ! -s "$3" ]; then
		failed "$1" "both files are empty or missing: $2, $3"
	elif cmp -s "$2" "$3"; then
		echo "ok $tests_run - $1"
	else
		failed "$1" "$(diff -u "$3" "$2" | head -n 40)"
	fi
}

# status WANT COMMAND...: runs it, keeps what it prints in $work/out and
# $work/err; passes when it ends with that status and has printed something: every
# program of this project ends with a summary or a message.
status() {
	want=$1
	shift
	tests_run=$((tests_run + 1))
	failed_before=
	status_name="$(basename "$1") ends with $want: $(basename "$*")"
	"$@" >"$work/out" 2>"$work/err"
	got=$?
	if [ "$got" = "$want" ] && { [ -s "$work/out" ] || [ -s "$work/err" ]; }; then
		echo "ok $tests_run - $status_name"
		return
	fi
	failed "$status_name" "$([ "$got" != "$want" ] || echo "printed nothing"
	    printf 'got  %s\nwant %s\n' "$got" "$want"
	    head -n 40 "$work/err")"
	failed_before=$status_name
}

# ended NAME WANT: the same of a program that ran just before, with what it printed in
# $work/out or $work/err.
ended() {
	got=$?
	tests_run=$((tests_run + 1))
	failed_before=
	if [ "$got" = "$2" ] && { [ -s "$work/out" ] || [ -s "$work/err" ]; }; then
		echo "ok $tests_run - $1"
		return
	fi
	echo "not ok $tests_run - $1"
	[ "$got" = "$2" ] && echo "# printed nothing" ||
	    printf 'got  %s\nwant %s\n' "$got" "$2" | sed 's/^/# /'
	[ ! -f "$work/err" ] || sed 's/^/# /' "$work/err" | head -n 40
	tests_failed=$((tests_failed + 1))
	failed_before=$1
}

# needed ASSERTION...: one that the rest of the file rests on: where it fails, the file
# ends there.
needed() {
	rested=$?
	failed_so_far=$tests_failed
	gives $rested
	"$@"
	[ "$tests_failed" -eq "$failed_so_far" ] || done_testing
}

# gives STATUS: ends with it: for `ended`, which looks at the command before it.
gives() {
	return "$1"
}

# columns_of FILE NAMES [KEY PATTERN]: those columns of a hand-off file, a space
# between, of the lines whose column KEY matches.
columns_of() {
	awk -F'\t' -v want="$2" -v key="${3-}" -v pattern="${4-}" '
	NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i
	    n = split(want, names, " "); next }
	key == "" || $at[key] ~ pattern {
	    for (i = 1; i <= n; i++)
		printf "%s%s", $at[names[i]], i < n ? " " : "\n" }' "$1"
}

# about_the_tree ASSERTION...: one in which no program has a part: true as well of
# programs that do nothing (scripts/check-tests).
about_the_tree() {
	rested=$?
	if [ -n "${MIIT_HOLLOW-}" ]; then
		[ "$1" != status ] || shift
		skip "$2" "about the tree"
	else
		gives $rested
		"$@"
	fi
}

# all_about_the_tree: the same of a whole file.
all_about_the_tree() {
	[ -z "${MIIT_HOLLOW-}" ] || skip_all "about the tree"
}

# skip NAME WHY: a test that cannot run here.
skip() {
	tests_run=$((tests_run + 1))
	echo "ok $tests_run - $1 # SKIP $2"
}

skip_all() {
	echo "1..0 # SKIP $1"
	exit 0
}

done_testing() {
	echo "1..$tests_run"
	[ "$tests_failed" -eq 0 ]
	exit
}
