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

# ok NAME COMMAND...: passes when the command succeeds.
ok() {
	tests_run=$((tests_run + 1))
	name=$1
	shift
	if "$@"; then
		echo "ok $tests_run - $name"
	else
		echo "not ok $tests_run - $name"
		echo "# failed: $*"
		tests_failed=$((tests_failed + 1))
	fi
}

# is NAME GOT WANT: passes when both are the same text.
is() {
	tests_run=$((tests_run + 1))
	if [ "$2" = "$3" ]; then
		echo "ok $tests_run - $1"
	else
		echo "not ok $tests_run - $1"
		printf 'got  %s\nwant %s\n' "$2" "$3" | sed 's/^/# /'
		tests_failed=$((tests_failed + 1))
	fi
}

# like NAME GOT PATTERN: passes when the extended pattern matches a line.
like() {
	tests_run=$((tests_run + 1))
	if printf '%s\n' "$2" | grep -Eq -- "$3"; then
		echo "ok $tests_run - $1"
	else
		echo "not ok $tests_run - $1"
		printf 'got  %s\nwant a line like %s\n' "$2" "$3" |
		    sed 's/^/# /'
		tests_failed=$((tests_failed + 1))
	fi
}

# same NAME GOT_FILE WANT_FILE: passes when both hold the same bytes.
same() {
	tests_run=$((tests_run + 1))
	if cmp -s "$2" "$3"; then
		echo "ok $tests_run - $1"
	else
		echo "not ok $tests_run - $1"
		diff -u "$3" "$2" | head -n 40 | sed 's/^/# /'
		tests_failed=$((tests_failed + 1))
	fi
}

# status WANT COMMAND...: runs it, keeps what it says in $work/out and
# $work/err; passes when it ends with that status.
status() {
	want=$1
	shift
	"$@" >"$work/out" 2>"$work/err"
	got=$?
	is "$(basename "$1") ends with $want: $(basename "$*")" "$got" "$want"
	[ "$got" = "$want" ] || sed 's/^/# /' "$work/err"
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
