#!/bin/sh
# What the four programs share: options, streams that are closed or full,
# messages.
. "$(dirname "$0")/tap.sh"

# Each program on the same small DATA.
mkdir "$work/in"
cat >"$work/in/list.html" <<'HTML'
<html><head><meta charset="utf-8"></head><body>
<p>现将第一批专精特新“小巨人”企业名单（共2家）予以公示。</p><table>
<tr><td>序号</td><td>企业名称</td></tr>
<tr><td>1</td><td>杭州甲机械有限公司</td></tr>
</table></body></html>
HTML
cat >"$work/in/list.html.meta" <<'META'
[document]
url=https://example.gov.cn/list.html
title=关于第一批专精特新“小巨人”企业名单的公示
published_on=2019-06-05
META
data=$work/data
warehouse=$data/load/warehouse.sqlite
"$bin/miit-fetch" --data "$data" --import "$work/in" 2>/dev/null
for stage in parse transform load; do
	"$bin/miit-$stage" --data "$data" >/dev/null 2>&1
done
needed is "the sample is loaded" "$(sqlite3 "$warehouse" \
    'SELECT name FROM event')" 杭州甲机械有限公司

for stage in fetch parse transform load; do
	status 2 "$bin/miit-$stage" --data ''
	status 2 "$bin/miit-$stage" -j 0
	status 2 "$bin/miit-$stage" --log xml
	status 2 "$bin/miit-$stage" surplus
done
status 2 "$bin/miit-parse" --data "$data" --only nowhere
like "a source without documents is named" "$(cat "$work/err")" 'nowhere'
status 2 "$bin/miit-transform" --normalize name surplus

# A file opened in the place of a closed stream would take what is printed.
for stage in parse transform load; do
	status 0 "$bin/miit-$stage" --data "$data" --force <&- 2>&-
done
"$bin/miit-load" --data "$data" --check >&- 2>"$work/err"
is "a report for a closed output: status 1" $? 1
is "locks hold who locked, nothing else" \
    "$(cat "$data"/.*.lock | grep -cv '^miit-[a-z]*, process [0-9]*$')" 0

# Nothing is published when what is printed cannot be.
if [ -w /dev/full ]; then
	rm "$warehouse"
	"$bin/miit-load" --data "$data" >/dev/full 2>"$work/err"
	is "a full output: status 1" $? 1
	ok "and nothing is published" test ! -e "$warehouse"
	"$bin/miit-load" --data "$data" >/dev/null 2>&1

	"$bin/miit-load" --check --junit /dev/full "$warehouse" >/dev/null \
	    2>"$work/err"
	is "a report to a device that is full: status 1" $? 1
	ok "the device is still one" test -c /dev/full
else
	skip "a full output" "there is no /dev/full"
fi
mkfifo "$work/pipe"
timeout 60 cat "$work/pipe" >"$work/got" &
started $!
"$bin/miit-load" --check --json "$work/pipe" "$warehouse" >/dev/null 2>&1
wait $!
like "a report to a pipe" "$(head -n 3 "$work/got")" '"verdict": "checked"'
ok "the pipe is still one" test -p "$work/pipe"

# What a document or a file is called cannot command a terminal.
"$bin/miit-parse" --print "$(printf 'a\033[2J\nb\302\233c')" >/dev/null 2>"$work/err"
is "control characters of a name are shown" \
    "$(grep -c ' miit-parse: a\\x1b\[2J\\x0ab\\x9bc: ' "$work/err")" 1

: >"$work/empty"
status 3 "$bin/miit-transform" --print "$work/empty"
like "an empty stream is named" "$(cat "$work/err")" 'empty: not what'
printf 'document\t1\t\347\n' >"$work/cut"
status 3 "$bin/miit-transform" --print "$work/cut"
like "a stream of other bytes is named" "$(cat "$work/err")" \
    'cut: not what miit-parse writes: expected UTF-8'

# A symbolic link in the place of a lock would have its target overwritten.
cp -r "$data" "$work/linked"
echo precious >"$work/target"
for name in .parse.lock parse/.manifest.tsv.new; do
	ln -sf "$work/target" "$work/linked/$name"
	"$bin/miit-parse" --data "$work/linked" --force >/dev/null 2>&1
	is "$name: what a link leads to is left alone" \
	    "$(cat "$work/target")" precious
	rm -f "$work/linked/$name"
done

# A bit of a manifest that no file depends on: fetch's says so, and stops; that of
# what can be made again is made again.
cp -r "$data" "$work/flipped"
for stage in fetch parse; do
	sed -i '2s/+\([0-9a-f]\)/-\1/' "$work/flipped/$stage/manifest.tsv"
done
status 1 "$bin/miit-fetch" --data "$work/flipped" --verify
like "a damaged manifest is named" "$(cat "$work/err")" \
    'fetch/manifest\.tsv: line 2: is damaged'
cp "$data/fetch/manifest.tsv" "$work/flipped/fetch/"
status 0 "$bin/miit-parse" --data "$work/flipped"
like "parse says which line" "$(cat "$work/err")" \
    'parse/manifest\.tsv: warning: line 2 is damaged'
same "and makes it again" "$work/flipped/parse/manifest.tsv" \
    "$data/parse/manifest.tsv"

# Records that nobody has written to are not read where documents.tsv is as it was; one
# that somebody has written to is, and all are once it has changed.
cp -r "$data" "$work/kept"
records_read() {
	unwatched strace -y -e trace=openat -o "$work/calls" "$bin/miit-parse" \
	    --data "$work/kept" >"$work/out" 2>"$work/err"
	grep -c '/kept/parse/../[^ ]*tsv>$' "$work/calls"
}
if strace -o /dev/null true 2>/dev/null; then
	all=$(find "$work/kept/parse" -path '*/??/*.tsv' | wc -l)
	is "copied, all records are read" "$(records_read)" "$all"
	touch -d '+1 hour' "$work/kept/parse/.verified"
	is "in place, none is" "$(records_read)" 0
	like "what was counted in them is told" "$(cat "$work/err")" \
	    " 0 read, $all kept; "
	one=$(find "$work/kept/parse" -path '*/??/*.tsv' | head -n 1)
	touch -r "$one" "$work/time"
	printf x | dd of="$one" bs=1 conv=notrunc 2>/dev/null
	touch -r "$work/time" "$one"
	like "one that was written to is read, and made again" \
	    "$(records_read) $(cat "$work/err")" '^[1-9].* 1 read, 0 kept; '
	echo '序号,企业名称' >"$work/more.csv"
	status 0 "$bin/miit-fetch" --data "$work/kept" --import "$work/more.csv"
	touch -d '+1 hour' "$work/kept/parse/.verified"
	is "after another documents.tsv all are read" "$(records_read)" "$all"
fi

# A hand-off in a format of another version, in manifests without checks, as older
# versions wrote them.
cut -f 1-6 "$data/fetch/manifest.tsv" >"$work/older"
cp "$work/older" "$data/fetch/manifest.tsv"
sed -i 's/^\(documents\.tsv	\)1/\12/' "$data/fetch/manifest.tsv"
status 1 "$bin/miit-parse" --data "$data"
like "another format version is named" "$(cat "$work/err")" \
    'documents\.tsv: has format version 2: expected 1'

# Each number of a manifest counts.
for edit in '2s/	[0-9]*\(	[0-9]*	[0-9a-f]\{64\}\)/	99\1/' \
    '2s/	[0-9]*\(	[0-9a-f]\{64\}\)/	99\1/'; do
	rm -rf "$work/altered"
	cp -r "$data" "$work/altered"
	sed -i 's/^\(documents\.tsv	\)2/\11/' "$work/altered/fetch/manifest.tsv"
	status 0 "$bin/miit-fetch" --data "$work/altered" --verify
	sed -i "$edit" "$work/altered/fetch/manifest.tsv"
	cp "$work/altered/fetch/documents.tsv" "$work/documents.tsv"
	status 1 "$bin/miit-fetch" --data "$work/altered" --verify
	like "--verify says which file" "$(cat "$work/err")" \
	    'fetch/documents\.tsv: disagrees with manifest\.tsv: expected.* 99 .*restore .*/fetch from a backup$'
	same "and leaves it there" "$work/altered/fetch/documents.tsv" \
	    "$work/documents.tsv"
	status 1 "$bin/miit-parse" --data "$work/altered"
	like "a reader says which file" "$(cat "$work/err")" \
	    'fetch/documents\.tsv: disagrees with manifest\.tsv.*; restore .*/fetch from a backup$'
done

done_testing
