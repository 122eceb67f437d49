#!/bin/sh
# Shards of miit-parse merge to the bytes of one run, or not at all.
. "$(dirname "$0")/tap.sh"

# A hundred documents of several kinds, some of them with problems.
tests/make_documents.py "$work/in" 100
status 0 "$bin/miit-fetch" --data "$work/one" --import "$work/in"
cp -a "$work/one" "$work/many"
messages() {
	sed 's/^[^ ]* //; s/; [0-9]* files changed$//' "$1" | sort
}
status 3 "$bin/miit-parse" --data "$work/one" -j 2
messages "$work/err" >"$work/want"
shards="$work/many/parse-1-of-3 $work/many/parse-2-of-3 $work/many/parse-3-of-3"
for k in 1 2 3; do
	"$bin/miit-parse" --data "$work/many" --shard $k/3 >"$work/$k.out" 2>&1
	echo $? >>"$work/statuses"
done
ok "every shard ends with 0 or 3" [ "$(grep -c '^[03]$' "$work/statuses")" -eq 3 ]
ok "each has a part" [ "$(sed -n 's/.* addresses of \([0-9]*\) documents.*/\1/p' \
    "$work"/?.out | awk '$1 >= 20 { n++; sum += $1 } END { print n, sum }')" = "3 100" ]

# One that is missing, twice there, cut, altered, foreign or old is refused.
refused() {     # refused WHAT PATTERN FOLDER...
	what=$1 pattern=$2
	shift 2
	# shellcheck disable=SC2086
	status 1 "$bin/miit-parse" --data "$work/many" --merge "$@"
	like "$what" "$(cat "$work/err")" "$pattern"
	ok "$what: nothing is published" [ ! -e "$work/many/parse/manifest.tsv" ]
}
set -- $shards
refused "a shard is missing" 'shard 2/3 is missing' "$1" "$3"
refused "a shard is there twice" 'shard 1/3 again' "$1" "$2" "$3" "$1"
refused "a folder is no shard" 'no shard' "$1" "$2" "$work/in"
cp -a "$work/many/parse-2-of-3" "$work/bad"
first=$(find "$work/bad" -name '??*.tsv' -path '*/??/*' | sort | head -n 1)
chmod u+w "$first"
printf 'x' >>"$first"
refused "a file was altered" 'disagrees with manifest.tsv' "$1" "$work/bad" "$3"
rm "$first"
refused "a file is gone" 'disagrees with manifest.tsv' "$1" "$work/bad" "$3"
rm -r "$work/bad"
cp -a "$work/many/parse-2-of-3" "$work/bad"
# Of manifests without checks, which any program may write.
cut -f 1-6 "$2/manifest.tsv" >"$work/plain"
sed 's/+[0-9a-f]*$/+00000000/' "$work/plain" >"$work/bad/manifest.tsv"
refused "another program read it" 'run the shard again with this program' \
    "$1" "$work/bad" "$3"
printf 'ab/ab%062d.tsv\t1\t1\t1\t%064d\tp\n' 0 0 | cat "$work/plain" - \
    >"$work/bad/manifest.tsv"
refused "a document that is not its own" 'not of shard 2/3' "$1" "$work/bad" "$3"
cp -a "$work/many/fetch" "$work/fetch"
printf '序号,企业名称\n1,后来有限公司\n' >"$work/later.csv"
"$bin/miit-fetch" --data "$work/many" --import "$work/later.csv" 2>/dev/null
refused "documents.tsv is another" 'made from another documents.tsv' "$@"
rm -r "$work/many/fetch"
mv "$work/fetch" "$work/many/fetch"

status 3 "$bin/miit-parse" --data "$work/many" --merge "$3" "$1" "$2"
is "merged, the bytes are those of one run" \
    "$(diff -r -x .verified "$work/one/parse" "$work/many/parse")" ""
is "so are the messages" "$(messages "$work/err")" "$(cat "$work/want")"
status 3 "$bin/miit-parse" --data "$work/many" --merge "$@"
like "merged again, no file changes" "$(tail -n 1 "$work/err")" ' 0 files changed$'

# A shard that is killed leaves its last result; run again, it is whole.
rm -r "$work/many/parse" "$2"
"$bin/miit-parse" --data "$work/many" --shard 2/3 >"$work/out" 2>"$work/err" &
pid=$!
n=0
while [ -z "$(find "$2" -name '.*.new' 2>/dev/null | head -n 1)" ] && [ $n -lt 500 ]; do
	n=$((n + 1))
	sleep 0.01
done
kill -KILL $pid
wait $pid 2>/dev/null
refused "a killed shard is no shard" 'parse-2-of-3: no shard' "$@"
status 3 "$bin/miit-parse" --data "$work/many" --shard 2/3
status 3 "$bin/miit-parse" --data "$work/many" --merge "$@"
is "run again, it merges to the same bytes" \
    "$(diff -r -x .verified "$work/one/parse" "$work/many/parse")" ""

# What one run has read, a shard does not read again, whatever its number.
status 3 "$bin/miit-parse" --data "$work/one" --shard 2/5
like "a shard knows what was merged" "$(tail -n 1 "$work/err")" ': 0 read, '
is "its list is what it has not got" "$("$bin/miit-parse" --data "$work/one" \
    --shard 2/5 --list)" "$(printf 'fetch/manifest.tsv\nfetch/documents.tsv')"
is "a new shard needs its bodies" "$("$bin/miit-parse" --data "$work/one" --shard 2/3 \
    --list | grep -c '^fetch/objects/../[0-9a-f]\{64\}$')" \
    "$(find "$2" -path '*/??/*.tsv' | wc -l)"

# While a shard runs, nothing is merged.
exec 8>>"$work/many/.parse.lock"
flock -s 8
status 5 "$bin/miit-parse" --data "$work/many" --merge "$@"
exec 8>&-

# A body that cannot be read is no result: the last records stay, in one run and in
# shards.
body=$(cd "$work/one/fetch/objects" && find . -type f | sort | head -n 1)
for data in "$work/one" "$work/many"; do
	chmod u+w "$data/fetch/objects/$body"
	printf 'x' >>"$data/fetch/objects/$body"
done
status 3 "$bin/miit-parse" --data "$work/one" --force -j 2
like "it is said" "$(cat "$work/err")" 'altered: .*its last records stay'
for k in 1 2 3; do
	"$bin/miit-parse" --data "$work/many" --shard $k/3 --force 2>/dev/null
done
status 3 "$bin/miit-parse" --data "$work/many" --merge "$@"
is "the last records of an altered body stay" \
    "$(diff -r -x .verified "$work/one/parse" "$work/many/parse")" ""
ok "they are there" [ "$(find "$work/many/parse" -path '*/??/*.tsv' | wc -l)" -eq 100 ]

for wrong in "--shard 5/4" "--shard 0/4" "--shard 1" "--shard 1/10000" "--shard +1/4" \
    "--merge" "--shard 1/2 --merge x" "--merge --only a x" "--list"; do
	# shellcheck disable=SC2086
	status 2 "$bin/miit-parse" --data "$work/many" $wrong
done
done_testing
