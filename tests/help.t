#!/bin/sh
# --help of every script prints what it does and starts no work.
. "$(dirname "$0")/tap.sh"
all_about_the_tree

mkdir "$work/bin"
for tool in apt-get dpkg-query make cc gcc clang prove git python3 sqlite3 openssl; do
	printf '#!/bin/sh\necho "%s" >>"%s/ran"\nexit 1\n' "$tool" "$work" >"$work/bin/$tool"
	chmod +x "$work/bin/$tool"
done
for script in scripts/*; do
	[ -f "$script" ] && head -n 1 "$script" | grep -q '/sh$' || continue
	case $script in
	scripts/try-installed) continue ;;      # of scripts/package, no command
	esac
	rm -f "$work/ran"
	PATH=$work/bin:$PATH timeout 20 "$script" --help >"$work/out" 2>"$work/err" \
	    </dev/null
	is "$script --help: status 0" $? 0
	ok "$script --help prints" test -s "$work/out"
	is "$script --help runs nothing" "$(cat "$work/ran" 2>/dev/null)" ""
done
done_testing
