#!/bin/sh
# Shards of miit-fetch: every site belongs to one, and merged they are what one run
# fetches.
. "$(dirname "$0")/tap.sh"

site=$work/site
tests/fetch/make_hosts "$site" "$work/catalogue"
for host in "$site"/*; do
	printf 'User-agent: *\nDisallow: /private\n' >"$host/robots.txt"
done
: >"$site/log"
serving "$site" python3 tests/fetch/server.py "$site"
catalogue=$work/catalogue
run() {         # run DATA OPTION...
	data=$1
	shift
	"$bin/miit-fetch" --data "$data" --catalogue "$catalogue" --delay 0 \
	    --connect-to "::127.0.0.1:$port" --allow-private "$@" >"$work/out" \
	    2>"$work/err"
}
rows() {        # without the times, which are those of each request
	awk -F'\t' -v OFS='\t' 'NR == 1 { for (i = 1; i <= NF; i++)
	    if ($i == "fetched_at") at = i } { $at = ""; print }' "$1/fetch/$2"
}
run "$work/one"
ended "one run" 0
for k in 1 2 3; do
	run "$work/many" --shard $k/3
	ended "shard $k" 0
done
is "every address is asked by one shard" "$(tail -q -n +2 \
    "$work"/many/fetch-?-of-3/documents.tsv | cut -f2 | sort | uniq -c |
    awk '{ print $1 }' | sort | uniq -c | tr -s ' ')" " 18 1"
ok "more than one has some" [ "$(for k in 1 2 3; do
	tail -n +2 "$work/many/fetch-$k-of-3/documents.tsv" | head -n 1
done | wc -l)" -ge 2 ]
is "a list of a shard's sources" "$(for k in 1 2 3; do
	run "$work/none" --shard $k/3 --list
	tail -n +2 "$work/out" | cut -f1
done | sort -u | wc -l)" 6
merge() {
	"$bin/miit-fetch" --data "$work/many" --merge "$work"/many/fetch-?-of-3 \
	    >"$work/out" 2>"$work/err"
}
merge
ended "merged" 0
is "the rows are those of one run" "$(rows "$work/many" documents.tsv)" \
    "$(rows "$work/one" documents.tsv)"
is "there is one for each robots.txt" "$(tail -n +2 \
    "$work/many/fetch/listings.tsv" | wc -l)" 6
is "so are the rows of robots.txt and lists" "$(rows "$work/many" listings.tsv)" \
    "$(rows "$work/one" listings.tsv)"
is "and the bodies" "$(diff -r "$work/one/fetch/objects" "$work/many/fetch/objects")" ""
status 0 "$bin/miit-fetch" --data "$work/many" --verify
cp "$work/many/fetch/manifest.tsv" "$work/manifest"
merge
ended "merged again" 0
same "no byte changes" "$work/many/fetch/manifest.tsv" "$work/manifest"

# A night later one body is another; the shard asks the rest conditionally.
: >"$site/log"
printf '序号,企业名称\n1,另一有限公司\n' >"$site/h1.example/1.csv"
sleep 1
for k in 1 2 3; do
	run "$work/many" --shard $k/3
done
is "asked conditionally" "$(grep -c 'csv	304	' "$site/log")" 17
merge
ended "merged after a night" 0
like "one address has changed" "$(cat "$work/err")" ' 0 new, 1 changed, 0 older'
is "the body before is a version" "$(tail -n +2 "$work/many/fetch/versions.tsv" |
    cut -f1)" http://h1.example/1.csv

# A folder that was left from before takes nothing back.
"$bin/miit-fetch" --data "$work/many" --merge "$work/one/fetch" >"$work/out" 2>"$work/err"
ended "an old folder" 0
like "its older row is left" "$(cat "$work/err")" ' 0 new, .* 1 older'
is "the later body stays" "$(awk -F'\t' '$2 == "http://h1.example/1.csv" { print $1 }' \
    "$work/many/fetch/documents.tsv")" "$(sha256sum <"$site/h1.example/1.csv" | cut -d' ' -f1)"

first=$(find "$work"/many/fetch-?-of-3/objects -type f | sort | head -n 1)
rm -rf "$work/many/fetch"
chmod u+w "$first"
printf 'x' >>"$first"
merge
ended "a damaged body" 3
like "is said" "$(cat "$work/err")" 'its body is missing or damaged'
status 0 "$bin/miit-fetch" --data "$work/many" --verify
status 1 "$bin/miit-fetch" --data "$work/many" --merge "$site"
for wrong in "--merge" "--shard 1/2 --import x" "--shard 3/2" "--shard 1/2 --merge x" \
    "--shard 1/2 --verify"; do
	# shellcheck disable=SC2086
	status 2 "$bin/miit-fetch" --data "$work/many" $wrong
done

# What the lists showed comes from the folder that asked for them last, whichever is
# named first.
mkdir -p "$site/lists.example" "$work/lists"
catalogue=$work/lists
printf '[lists]\npublisher=某厅\nunit=330000\nhosts=lists.example\nknown_by=x\n%s\n' \
    "checked=never
documents=http://lists.example/1.csv
columns=http://lists.example/index.html" >"$work/lists/lists.ini"
cp "$site/h1.example/1.csv" "$site/lists.example"
listed() {      # listed TITLE DATA
	printf '<html><meta charset="utf-8"><body><ul>%s%s</ul></body></html>\n' \
	    "<li><a href=\"a.html\">$1</a><span>2024-05-06</span></li>" \
	    '<li><a href="b.html">关于举办培训班的通知</a><span>2024-05-05</span></li>' \
	    >"$site/lists.example/index.html"
	run "$work/$2"
}
listed 关于举办座谈会的通知 earlier
sleep 1
listed 关于举办宣讲会的通知 later
for order in "earlier later" "later earlier"; do
	rm -rf "$work/both"
	# shellcheck disable=SC2086
	status 0 "$bin/miit-fetch" --data "$work/both" --merge \
	    $(printf "$work/%s/fetch " $order)
	is "$order: the later title" "$(grep -c 宣讲会 "$work/both/fetch/seen.tsv") $(
	    grep -c 座谈会 "$work/both/fetch/seen.tsv")" "1 0"
done
done_testing
