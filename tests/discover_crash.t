#!/bin/sh
# A run over a publisher's list that is killed at any call that changes something
# leaves its three tables old or new, every body whole, and a state from which
# the next run comes to the same end.
#
# MIIT_CRASH_STEP (default 4) says which of the calls are tried; 1 is every one.
. "$(dirname "$0")/tap.sh"
step=${MIIT_CRASH_STEP:-4}

site=$work/site
data=$work/data
mkdir -p "$site/one.example" "$work/catalogue"
: >"$site/log"
notice() {  # notice N: a notice with a list
	cat >"$site/one.example/$1.html" <<HTML
<!DOCTYPE html><html><head><title>关于第$1批专精特新“小巨人”企业名单的公示</title></head><body>
<p>根据有关规定，现将名单予以公示，公示期为五天，如有异议请以书面形式反馈，单位反映情况的须加盖公章。</p>
<a href="$1.csv">附件</a></body></html>
HTML
	printf '序号,企业名称\n1,%s有限公司\n' "$1" >"$site/one.example/$1.csv"
	echo "<li><a href=\"/$1.html\">关于第$1批专精特新“小巨人”企业名单的公示</a>2022-08-0$1</li>" \
	    >>"$site/one.example/index.html"
}
printf 'User-agent: *\nDisallow: /closed\n' >"$site/one.example/robots.txt"
cat >"$work/catalogue/one.ini" <<'INI'
[one]
publisher=某厅
unit=330000
hosts=one.example
columns=http://one.example/index.html
known_by=this test
checked=never
INI
serving "$site" python3 tests/fetch/server.py "$site"
take() {    # take DATA: a run
	"$bin/miit-fetch" --data "$1" --catalogue "$work/catalogue" \
	    --connect-to "::127.0.0.1:$port" --delay 0 --allow-private \
	    >"$work/out" 2>"$work/err"
}
tables() {  # tables DATA: what must come out, whenever it came
	sed 's/2[-0-9]*T[0-9:]*Z//' "$1/fetch/documents.tsv" \
	    "$1/fetch/listings.tsv" "$1/fetch/seen.tsv"
}

notice 1
take "$work/old"
notice 2
cp -r "$work/old" "$work/next"
take "$work/next"
tables "$work/old" >"$work/old.tables"
tables "$work/next" >"$work/next.tables"
is "the second night has one notice more" \
    "$(grep -c '	taken	' "$work/next/fetch/seen.tsv")" 2

# LeakSanitizer does not run below strace.
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0"
strace -o "$work/trace" true 2>/dev/null || skip_all "strace cannot run here"
fresh() {
	rm -rf "$data"
	cp -r "$work/old" "$data"
}
killed() {  # killed CALL N: a run that dies at the N-th such call
	strace -f -o /dev/null -e trace="$1" -e inject="$1:signal=KILL:when=$2" \
	    "$bin/miit-fetch" --data "$data" --catalogue "$work/catalogue" \
	    --connect-to "::127.0.0.1:$port" --delay 0 --allow-private \
	    2>/dev/null
}
calls="write fsync rename chmod mkdir"
fresh
strace -f -o "$work/trace" -e trace="$(echo "$calls" | tr ' ' ,)" \
    "$bin/miit-fetch" --data "$data" --catalogue "$work/catalogue" \
    --connect-to "::127.0.0.1:$port" --delay 0 --allow-private 2>/dev/null
wrong=
points=0
for call in $calls; do
	last=$(grep -c "$call(" "$work/trace")
	n=1
	while [ $n -le "$last" ]; do
		fresh
		killed $call $n >/dev/null 2>&1
		points=$((points + 1))
		"$bin/miit-fetch" --data "$data" --verify >"$work/out" \
		    2>"$work/err" || wrong="$wrong; $call $n: $(head -n 1 "$work/err")"
		take "$data" || wrong="$wrong; $call $n: the next run fails"
		tables "$data" >"$work/got"
		cmp -s "$work/got" "$work/next.tables" ||
		    wrong="$wrong; $call $n: the next run does not converge"
		n=$((n + step))
	done
done
needed ok "some points were tried" [ $points -ge 10 ]
is "killed at $points points: whole, and the next run completes" "$wrong" ""
is "no temporary file is left" "$(find "$data" -name '*.new' | wc -l)" 0
done_testing
