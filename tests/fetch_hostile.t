#!/bin/sh
# Answers that no decent server sends end in their stated words, soon, and none
# of them is taken for a document.
. "$(dirname "$0")/tap.sh"

site=$work/site
data=$work/data
mkdir -p "$site" "$work/catalogue"
names=$(python3 tests/fetch/raw.py "$site" names)
: >"$work/catalogue/raw.ini"
for name in $names; do          # a site each, so that they are visited side by side
	cat >>"$work/catalogue/raw.ini" <<INI
[$name]
publisher=某厅
unit=330000
hosts=$name.example
known_by=this test
checked=never
documents=http://$name.example/$name.csv
INI
done
serving "$site" python3 tests/fetch/raw.py "$site"

began=$(date +%s)
"$bin/miit-fetch" --data "$data" --catalogue "$work/catalogue" --delay 0 -j16 \
    --connect-to "::127.0.0.1:$port" --allow-private --tries 1 --timeout 4 \
    --max-bytes 1000000 2>"$work/err"
needed ended "the run" 3
took=$(($(date +%s) - began))
ok "all of them within their time ($took s)" [ $took -lt 60 ]
is "what is decent comes" "$(tail -n +2 "$data/fetch/documents.tsv" | cut -f2 |
	sed 's/.*example.//' | tr '\n' ' ')" \
    "chunks-of-one.csv good.csv gzip-that-is-none.csv same-length-twice.csv "
expect() {  # expect NAME PATTERN: what is said of it
	like "$1" "$(grep -F "/$1.csv: " "$work/err")" "$1.csv: .*($2)"
	tried="$tried $1"
}
tried=' chunks-of-one good gzip-that-is-none same-length-twice'
while IFS='	' read -r name pattern; do
	expect "$name" "$pattern"
done <<'TABLE'
two-lengths	two lengths of one body: 77 and 57
negative-length	[Cc]ontent-?[Ll]ength
length-of-10-gb	larger than the limit of 1000000 bytes
shorter-than-said	truncated: the connection ended within the body
big-header	a line of its head is longer than 100 KiB
headers-without-end	[Hh]eader
continue-flood	[Hh]eader
trickling-header	too slow
trickling-body	too slow
silence	too slow
no-http	HTTP/0.9
bare-body	HTTP/0.9
strange-status	HTTP/0.9|[Ss]tatus|[Uu]nsupported
status-999	status 999
closed-at-once	[Ee]mpty reply
reset	reset|[Ee]mpty reply
chunk-of-no-size	[Cc]hunk|hexadecimal
chunk-too-large	[Cc]hunk|hexadecimal
chunks-without-last	truncated|chunk|outstanding
chunks-without-end	larger than the limit of 1000000 bytes
chunk-extension-without-end	its body is all framing: [0-9]+ bytes around 0
trailers-without-end	its body is all framing: [0-9]+ bytes around 5
gzip-cut	truncated: the connection ended within the body
gzip-twice	compressed in a way that was not asked for
gzip-bomb	larger than the limit of 1000000 bytes
gzip-damaged	its compressed body is damaged
deflate-bomb	larger than the limit of 1000000 bytes
coding-unknown	compressed in a way that was not asked for
redirect-nowhere	redirected to ""
redirect-empty	redirected to ""
redirect-to-itself	more than 5 redirects
redirect-long	a line of its head is longer than 100 KiB
redirect-gopher	redirected to "gopher:
redirect-data	redirected to "data:
redirect-user	leads to https?://other.example/x, which is not among the hosts
unasked-304	status 304
unasked-206	status 206
no-content	status 204
empty	empty
switch	status 101|Empty reply|too slow
wants-password	status 401
wants-payment	status 402
teapot	status 418
nul-header	Nul byte
TABLE
is "every answer of the server was looked at" \
    "$(printf '%s\n' $tried | sort | tr '\n' ' ')" \
    "$(printf '%s\n' $names | sort | tr '\n' ' ')"
is "no answer without end went on for more than 40 MB" \
    "$(awk -F'\t' '$2 > 4e7' "$site/sent")" ""
done_testing
