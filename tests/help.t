#!/bin/sh
# --help of every script prints what it does and --version of what is installed, and
# neither starts work, nor does an option that is unknown.
. "$(dirname "$0")/tap.sh"
all_about_the_tree

# What the work of a script would start.  Python itself runs those written in it.
mkdir "$work/bin"
for tool in apt-get dpkg-query make cc gcc clang prove git python3 sqlite3 openssl \
    mktemp strace mmdebstrap chromium systemd-analyze sbatch parallel; do
	printf '#!/bin/sh\necho "%s" >>"%s/ran"\nexit 1\n' "$tool" "$work" >"$work/bin/$tool"
	chmod +x "$work/bin/$tool"
done
ln -sf "$(command -v python3)" "$work/python3"
# run SCRIPT OPTION
run() {
	rm -f "$work/ran"
	case $(head -n 1 "$1") in
	*python3) set -- "$work/python3" -B "$@" ;;
	esac
	PATH=$work/bin:$PATH timeout 20 "$@" >"$work/out" 2>"$work/err" </dev/null
}
nothing_ran() {
	is "$1 runs nothing" "$(cat "$work/ran" 2>/dev/null)" ""
}
installed=" $(sed -n '/^SCRIPTS =/,/[^\\]$/p' Makefile |
    tr -d '\\\n\t' | cut -d= -f2) "
for script in scripts/*; do
	[ -f "$script" ] && head -n 1 "$script" | grep -qE '/sh$|python3$' || continue
	run "$script" --help
	is "$script --help: status 0" $? 0
	ok "$script --help prints" test -s "$work/out"
	nothing_ran "$script --help"
	run "$script" --nosuch
	status=$?
	case $script:$status in
	scripts/status:3) status=2 ;;   # as monitoring plugins have it
	scripts/load-clickhouse:1) status=2 ;;  # an option of the client: no data
	esac
	is "$script --nosuch: status 2, and says so" "$status $(grep -c . "$work/out")" "2 0"
	ok "$script --nosuch: a message" test -s "$work/err"
	nothing_ran "$script --nosuch"
	case $installed in
	*" ${script#scripts/} "*)
		run "$script" --version
		is "$script --version" "$? $(grep -cE '^miit-[a-z]+ [0-9]+\.[0-9]' \
		    "$work/out" | sed 's/4/1/')" "0 1"
		;;
	esac
done
for shell in _miit-lists miit-lists.bash; do
	is "$shell completes every script that is installed" "$(for s in $installed; do
	    tr ' ' '\n' <"scripts/completions/$shell" | grep -qx "miit-$s" || echo "$s"
	done)" ""
done
done_testing
