#!/bin/sh
# Sites are visited side by side, each host over one connection; a run that is
# interrupted is taken up where it was; of two runs at once the second gives way
# and says to whom.
. "$(dirname "$0")/tap.sh"

site=$work/site
data=$work/data
tests/fetch/make_hosts "$site" "$work/catalogue"
for host in "$site"/*; do
	printf '%s/1.csv\thang 2\n' "${host##*/}" >>"$site/troubles"
done
: >"$site/log"
serving "$site" python3 tests/fetch/server.py "$site"
run() {
	"$bin/miit-fetch" --data "$data" --catalogue "$work/catalogue" --delay 0 \
	    --connect-to "::127.0.0.1:$port" --allow-private "$@" 2>"$work/err"
}
most() {    # most FIELD: in $site/crowd
	cut -f"$1" "$site/crowd" | sort -n | tail -n 1
}

run
ended "six hosts: status 0" 0
is "all their documents" "$(tail -n +2 "$data/fetch/documents.tsv" | wc -l)" 18
is "hosts asked at the same moment: all six" "$(most 2)" 6
is "requests to one host at the same moment: one" "$(most 1)" 1
is "connections to each host: one" \
    "$(sort "$site/connections" | uniq -c | awk '{ print $1 }' | sort -u)" 1
rm -rf "$data" "$site/crowd" "$site/troubles"
run -j1
is "with -j1 one after the other" "$? $(most 2)" "0 1"

# --- interrupted ---
rm -rf "$data"
printf 'h1.example/1.csv\thang 30\n' >"$site/troubles"
: >"$site/log"
"$bin/miit-fetch" --data "$data" --catalogue "$work/catalogue" --delay 0 \
    --connect-to "::127.0.0.1:$port" --allow-private 2>/dev/null &
pid=$!
started $pid
tries=0
while [ "$(grep -c '/3.csv' "$site/log")" -lt 5 ] && [ $tries -lt 200 ]; do
	sleep 0.05
	tries=$((tries + 1))
done
run
ended "of two runs at once the second ends with 5" 5
like "and names the one that holds the lock" "$(cat "$work/err")" \
    "held by miit-fetch, process $pid\$"
sleep 0.3
kill -TERM $pid
wait $pid 2>/dev/null
is "an interrupted run keeps the sites it had finished" \
    "$(tail -n +2 "$data/fetch/documents.tsv" | wc -l)" 15
rm "$site/troubles"
: >"$site/log"
run
is "the next run asks for these conditionally, for the rest outright" \
    "$? $(grep -c '	304	' "$site/log") $(grep -c 'csv	200	-' "$site/log")" "0 15 3"
is "and has all" "$(tail -n +2 "$data/fetch/documents.tsv" | wc -l)" 18
done_testing
