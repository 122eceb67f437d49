#!/bin/sh
# miit-fetch over a loopback server with troubles: what is good comes in, what
# is not is named and set aside, and the last good copy stays.
# Slow: left out of `make check-quick`.
. "$(dirname "$0")/tap.sh"

site=$work/site
data=$work/data
mkdir -p "$site/one.example" "$site/two.example" "$work/catalogue"
: >"$site/log"

# A notice with three attachments, each linked in its own way, and one at a
# host that is not the publisher's.
cat >"$site/one.example/notice.html" <<'HTML'
<!DOCTYPE html><html><head><meta charset="utf-8">
<title>关于第四批专精特新“小巨人”企业名单的公示_某厅</title>
<meta name="ArticleTitle" content="关于第四批专精特新“小巨人”企业
名单的公示"><meta name="PubDate" content="2022-08-08 09:00:00"></head><body>
<table><tr><td>发文字号：</td><td>某工信函[2022] 7 号</td></tr></table>
<div id="con_con"><p>根据工信部企业〔2022〕63号，现将名单予以公示，公示期为五天，如有异议请
以书面形式反馈。单位反映情况的须加盖公章，个人反映情况的须签署真实姓名。</p>
<p><a href="./a.csv" title="附件1：第四批名单.csv">附件1：第四…</a></p>
<p><iframe src="/pdfjs/web/viewer.html?file=/files/b.csv"></iframe></p>
<p><a href="http://elsewhere.example/reader.zip">阅读器下载</a></p>
<script>var fLinks='files/c.csv'.split(',');var fNames='附件3.csv'.split(',');</script>
</div></body></html>
HTML
mkdir -p "$site/one.example/files"
for f in a.csv files/b.csv files/c.csv; do
	printf '序号,企业名称\n1,某某科技有限公司\n2,%s有限公司\n' "$f" \
	    >"$site/one.example/$f"
done
cp "$site/one.example/notice.html" "$site/two.example/plain.html"
sed -i 's/a.csv/gone.csv/; /iframe\|script/d' "$site/two.example/plain.html"
cat >"$work/catalogue/test.ini" <<'INI'
[one]
publisher=某厅
unit=330000
hosts=one.example
known_by=this test
checked=never
[one-batch-4]
site=one
notices=http://one.example/notice.html
known_by=this test
checked=never
INI

serving "$site" python3 tests/fetch/server.py "$site"

run() {     # run OPTIONS...: a run over the loopback site
	"$bin/miit-fetch" --data "$data" --catalogue "$work/catalogue" \
	    --connect-to "::127.0.0.1:$port" --delay 0 --tries 2 "$@" \
	    >"$work/out" 2>"$work/err"
}
state() {   # every byte of the data folder
	(cd "$data/fetch" && find . -type f ! -name .verified | sort | xargs sha256sum)
}
column() {  # column NAME [URL-PATTERN]: of documents.tsv
	columns_of "$data/fetch/documents.tsv" "$1" url "${2:-.}"
}
trouble() { # trouble WHERE WHAT
	printf '%s\t%s\n' "$1" "$2" >"$site/troubles"
}

# --- a good run ---
run --allow-private
ended "a good run ends with 0" 0
is "the page and its three attachments" "$(column url | tr '\n' ' ')" \
    "http://one.example/a.csv http://one.example/files/b.csv http://one.example/files/c.csv http://one.example/notice.html "
is "the anchor is the title where the text is cut" \
    "$(column anchor /a.csv)" "附件1：第四批名单.csv"
is "names from the script's list" "$(column anchor /files/c.csv)" "附件3.csv"
is "attachments know their page" "$(column parent_url csv | sort -u)" \
    "http://one.example/notice.html"
is "the title without its line break" "$(column title | sort -u)" \
    "关于第四批专精特新“小巨人”企业名单的公示"
is "the date" "$(column published_on | sort -u)" 2022-08-08
is "the number, its brackets made alike, not the one in the text" \
    "$(column document_number | sort -u)" "某工信函〔2022〕7号"
is "the unit of the publisher" "$(column unit | sort -u)" 330000
is "the body is stored under its digest" \
    "$(sha256sum <"$site/one.example/a.csv" | cut -c1-64)" \
    "$(column document /a.csv)"
object=$(column document /a.csv)
object=$data/fetch/objects/$(echo "$object" | cut -c1-2)/$object
same "byte by byte" "$object" "$site/one.example/a.csv"
is "and read-only" "$(stat -c %a "$object")" 444
is "the file at another host is left alone" \
    "$(grep -c elsewhere "$site/log")" 0

# --- nothing new ---
state >"$work/before"
: >"$site/log"
run --allow-private
ended "a second run ends with 0" 0
state >"$work/after"
same "and changes no byte" "$work/after" "$work/before"
is "every request but robots.txt conditional, every answer 304" \
    "$(grep -v robots "$site/log" | cut -f3 | sort | uniq -c | tr -s ' ')" " 4 304"
run --allow-private --force
ended "nor does --force" 0
state >"$work/after"
same "with --force every byte stays, too" "$work/after" "$work/before"

# --- a changed attachment ---
echo '3,新增有限公司' >>"$site/one.example/a.csv"
sleep 1
run --allow-private
state >"$work/after"
is "a changed attachment: one new object" \
    "$(diff "$work/before" "$work/after" | grep -c '^> .*objects')" 1
is "one changed row" "$(grep -c '0 rows new, 1 changed' "$work/err")" 1

# --- troubles of one address ---
cp -a "$data" "$work/good"
fails() {   # fails NAME WHAT PATTERN: a.csv with this trouble
	trouble one.example/a.csv "$2"
	state >"$work/before"
	: >"$site/log"
	run --allow-private --force --max-bytes 1000000
	ended "$1: status 3" 3
	like "$1: named" "$(cat "$work/err")" "http://one.example/a.csv: $3"
	state >"$work/after"
	same "$1: the last good copy stays" "$work/after" \
	    "$work/before"
}
fails "an error sentence with status 200" stub \
    'an error sentence: "信息模板页面配置实体不能为空"; the copy of 2[-0-9T:]*Z stays'
fails "a cut body" cut 'truncated: the connection ended'
fails "an endless chunked body" endless 'larger than the limit of 1000000 bytes'
fails "a gzip bomb" bomb 'larger than the limit of 1000000 bytes'
fails "a missing file" 'status 404' 'answered with status 404'
fails "a server error" 'status 500' 'answered with status 500'
is "a server error is asked twice" "$(grep -c /a.csv "$site/log")" 2
fails "a redirect to ftp" 'redirect ftp://one.example/a.csv' \
    'redirected to "ftp://one.example/a.csv": expected an http'
fails "a redirect to a file" 'redirect file:///etc/passwd' \
    'redirected to "file:///etc/passwd"'
fails "a redirect without end" 'redirect http://one.example/a.csv' \
    'more than 5 redirects'
is "five redirects, no more" "$(grep -c /a.csv "$site/log")" 6
fails "a redirect to a strange host" 'redirect http://other.example/' \
    'leads to https://other.example/, which is not among the hosts'
is "the strange host is not asked" "$(grep -c other "$site/log")" 0
printf '<html><body><h1>系统繁忙，请稍后再试</h1>%0200d</body></html>' 0 \
    >"$site/one.example/busy.html"
fails "an error page in place of a file" 'redirect /busy.html' \
    'an error page: it says "系统繁忙"'

# --- troubles that pass ---
passes() {  # passes NAME WHAT
	rm -rf "$data"
	trouble one.example/a.csv "$2"
	run --allow-private
	ended "$1: status 0" 0
	is "$1: all there" "$(column url | wc -l)" 4
}
passes "a redirect within the host" 'redirect /files/x/../b.csv'
passes "a gate that wants its cookie back" cookie
# The server remembers what it has seen: a fresh address passes the second time.
cp "$site/one.example/a.csv" "$site/one.example/d.csv"
sed -i 's/a\.csv/d.csv/' "$site/one.example/notice.html"
rm -rf "$data"
trouble one.example/d.csv 'once 503'
run --allow-private
ended "503 once: status 0" 0
is "503 once: asked again" "$(grep -c '/d.csv.*200' "$site/log")" 1
sed -i 's/d\.csv/a.csv/' "$site/one.example/notice.html"

# --- a file that loses most of itself ---
i=0
while [ $i -lt 400 ]; do
	echo "$i,某某科技有限公司"
	i=$((i + 1))
done >"$site/one.example/a.csv"
rm -rf "$data"
rm -f "$site/troubles"
run --allow-private
state >"$work/before"
head -n 100 "$site/one.example/a.csv" >"$work/short"
cp "$work/short" "$site/one.example/a.csv"
run --allow-private
ended "a shrunken file: status 3" 3
like "a shrunken file: named" "$(cat "$work/err")" \
    'a.csv: shrank from [0-9]* to [0-9]* bytes.*--force; the copy of'
state >"$work/after"
same "a shrunken file: the last good copy stays" "$work/after" "$work/before"
run --allow-private --force
is "a shrunken file: --force takes it" \
    "$? $(column bytes /a.csv)" "0 $(wc -c <"$work/short")"

# --- a page that is not one ---
rm -rf "$data"
cp -a "$work/good" "$data"
for what in stub end; do
	trouble one.example/notice.html $what
	state >"$work/before"
	run --allow-private --force
	ended "a page, $what: status 3" 3
	state >"$work/after"
	same "a page, $what: nothing changes" "$work/after" "$work/before"
done
like "a page whose end is missing" "$(cat "$work/err")" \
    'notice.html: truncated: the connection ended before </html>'
rm -f "$site/troubles"

# --- an attachment that is declared and not there ---
cat >>"$work/catalogue/test.ini" <<'INI'
[two]
publisher=某局
unit=330200
hosts=two.example
notices=http://two.example/plain.html
known_by=this test
checked=never
INI
run --allow-private
ended "a missing attachment: status 3" 3
is "a missing attachment: noted on the page" "$(column note plain)" \
    "attachment missing: http://two.example/gone.csv"
run --allow-private --only one-batch-4
ended "--only leaves the other source alone" 0
is "and its documents stay current" "$(column unit plain)" 330200

# --- hosts ---
mkdir "$site/three.example"
cat >"$work/catalogue/three.ini" <<'INI'
[three]
publisher=某局
unit=350200
hosts=three.example
notices=http://three.example/open/plain.html;http://three.example/closed/plain.html
known_by=this test
checked=never
INI
mkdir "$site/three.example/open" "$site/three.example/closed"
for f in open closed; do
	grep -v csv "$site/two.example/plain.html" >"$site/three.example/$f/plain.html"
done
printf 'User-agent: *\nDisallow: /\n\nUser-agent: miit-fetch\nDisallow: /closed\n' \
    >"$site/three.example/robots.txt"
run --allow-private --only three
ended "robots.txt: status 3" 3
is "robots.txt: what it allows" "$(column url three)" \
    "http://three.example/open/plain.html"
is "robots.txt: what it forbids is not asked" "$(grep -c /closed "$site/log")" 0
: >"$site/log"
run --allow-private --only three
is "robots.txt: the next run asks for it conditionally and heeds its copy" \
    "$(grep -c 'three.*robots.txt	304' "$site/log") $(grep -c /closed "$site/log")" \
    "1 0"
run --allow-private --verify
is "robots.txt: its copy is named in listings.tsv" \
    "$? $(grep -c ^http://three.example/robots.txt "$data/fetch/listings.tsv")" "0 1"
trouble three.example/robots.txt 'status 429'
: >"$site/log"
run --allow-private --only three
is "robots.txt: a host too busy for it is asked for nothing else" \
    "$? $(grep -c 'three.*plain' "$site/log")" "3 0"
trouble three.example/robots.txt 'status 500'
run --allow-private --only three
is "robots.txt: nor one whose server fails" \
    "$? $(grep -c 'three.*plain' "$site/log")" "3 0"
trouble three.example/robots.txt 'status 403'
run --allow-private --only three
is "robots.txt: with 403 there are no rules (RFC 9309, 2.3.1.3)" \
    "$(grep -c 'three.*closed/plain' "$site/log")" 1
for what in cut 'hang 9'; do
	# A host that answers, if only in part, was reached.
	[ "$what" = cut ] && reached=3 || reached=6
	trouble three.example/robots.txt "$what"
	: >"$site/log"
	run --allow-private --only three --force --timeout 2
	ended "robots.txt: not to be had whole ($what): status $reached" $reached
	like "robots.txt: not to be had whole ($what)" "$(cat "$work/err")" \
	    "/open/plain.html: (robots.txt is not to be had: truncated|too slow)"
	is "robots.txt: its host is asked for nothing else, for it not again ($what)" \
	    "$(grep -c 'three.*plain' "$site/log")" 0
done
trouble three.example/robots.txt endless
: >"$site/log"
run --allow-private --only three --force
is "robots.txt: of one without end the first 500 KiB" \
    "$? $(grep -c 'three.*/open/plain.html	200' "$site/log")" "0 1"
rm "$site/troubles"

printf 'User-agent: *\nDisallow: /\nAllow: /名单/\n\nUser-agent: friend\nDisalow: /x\n' \
    >"$work/robots.txt"
robots() {
	"$bin/miit-fetch" --robots "$work/robots.txt" "$@" 2>"$work/err" | tr '\t\n' ' ;'
}
is "--robots: rules of all" \
    "$(robots miit-fetch https://a.example/名单/1.html /x)" \
    "allowed https://a.example/%E5%90%8D%E5%8D%95/1.html;forbidden /x;"
is "--robots: rules of its own" "$(robots Friend http://a.example/x http://a.example)" \
    "forbidden http://a.example/x;allowed http://a.example/;"
status 3 "$bin/miit-fetch" --robots "$work/robots.txt" friend /x
status 0 "$bin/miit-fetch" --robots "$work/robots.txt" friend /y
status 2 "$bin/miit-fetch" --robots "$work/robots.txt" friend/1.0 /y
status 2 "$bin/miit-fetch" --robots "$work/robots.txt" friend
status 2 "$bin/miit-fetch" --robots "$work/robots.txt" friend y
status 2 "$bin/miit-fetch" --robots "$work/none.txt" friend /y

rm -rf "$data"
# A host of its own: the server may still write what it was asked before.
mkdir -p "$work/apart"
sed 's/one\b/apart/g' "$work/catalogue/test.ini" >"$work/apart/test.ini"
run --catalogue "$work/apart" --contact test@example.org
ended "private addresses are refused: no source is left" 6
like "private addresses are refused: named" "$(cat "$work/err")" \
    'apart.example/notice.html: its host leads to an address that is not on the public Internet'
is "no request arrives" "$(grep -c 'apart\.example' "$site/log")" 0
for host in 127.0.0.2 2130706433 0x7f.1 '[::1]' '[::ffff:127.0.0.1]' \
    169.254.169.254 10.0.0.1; do
	mkdir -p "$work/odd"
	printf '[odd]\npublisher=x\nunit=\nhosts=%s\nknown_by=x\nchecked=never\nnotices=http://%s:%s/\n' \
	    "$host" "$host" "$port" >"$work/odd/odd.ini"
	"$bin/miit-fetch" --data "$work/odd-data" --catalogue "$work/odd" \
	    --contact test@example.org --delay 0 --tries 1 2>"$work/err"
	like "http://$host/ is refused" "$(cat "$work/err")" \
	    'not on the public Internet|expected an http|its host is not'
done
is "no request arrives from any spelling" "$(grep -v '\.example' "$site/log")" ""

cat >"$work/catalogue/three.ini" <<'INI'
[three]
publisher=某局
unit=350200
hosts=three.example
notices=http://three.example:1/plain.html
known_by=this test
checked=never
INI
"$bin/miit-fetch" --data "$data" --catalogue "$work/catalogue" --allow-private \
    --connect-to "one.example:80:127.0.0.1:$port" --delay 0 --tries 1 \
    --connect-to "two.example:80:127.0.0.1:$port" \
    --connect-to "three.example:1:127.0.0.1:1" 2>"$work/err"
ended "an unreachable host: status 3" 3
like "an unreachable host: named" "$(cat "$work/err")" \
    'http://three.example:1/plain.html: .*connect'
is "an unreachable host: the others come" "$(column url | wc -l)" 5

# --- a run that is killed ---
rm -rf "$data" "$work/catalogue/three.ini"
trouble two.example/plain.html 'hang 30'
"$bin/miit-fetch" --data "$data" --catalogue "$work/catalogue" \
    --connect-to "::127.0.0.1:$port" --delay 0 --allow-private 2>/dev/null &
pid=$!
started $pid
tries=0
while ! grep -q two.example "$site/log" && [ $tries -lt 100 ]; do
	sleep 0.05
	tries=$((tries + 1))
done
sleep 0.2
kill -9 $pid
wait $pid 2>/dev/null
rm -f "$site/troubles"
run --allow-private
ended "after a kill: the next run ends as ever" 3
cut -f2- "$data/fetch/documents.tsv" | sed 's/2[-0-9]*T[0-9:]*Z//' >"$work/killed"
rm -rf "$data"
run --allow-private
cut -f2- "$data/fetch/documents.tsv" | sed 's/2[-0-9]*T[0-9:]*Z//' >"$work/whole"
same "and has what a whole run has" "$work/killed" "$work/whole"
is "no temporary file is left" "$(find "$data" -name '*.new' | wc -l)" 0

# --- the store ---
object=$(find "$data/fetch/objects" -type f | sort | head -n 1)
chmod u+w "$object"
printf x | dd of="$object" bs=1 seek=3 conv=notrunc 2>/dev/null
run --verify
ended "--verify finds a changed byte: status 3" 3
like "--verify names the file" "$(cat "$work/err")" "$(basename "$object")"
run --allow-private
run --verify
ended "and the next run mends it" 0
# A flipped bit anywhere in a body: thirty of them, spread evenly.
missed=0
for n in $(seq 30); do
	object=$(find "$data/fetch/objects" -type f | sort | sed -n "$((n % 5 + 1))p")
	cp "$object" "$work/whole"
	chmod u+w "$object"
	python3 - "$object" "$n" <<'PY'
import sys
b = bytearray(open(sys.argv[1], 'rb').read())
bit = int(sys.argv[2]) * len(b) * 8 // 31
b[bit // 8] ^= 1 << bit % 8
open(sys.argv[1], 'wb').write(b)
PY
	"$bin/miit-fetch" --data "$data" --verify 2>/dev/null
	[ $? -eq 3 ] || missed=$((missed + 1))
	cp "$work/whole" "$object"
done
is "--verify finds each of 30 flipped bits" $missed 0
run --verify
ended "and nothing when they are back" 0
object=$(find "$data/fetch/objects" -type f | sort | head -n 1)
two=$(basename "$(dirname "$object")")
strays="$data/fetch/objects/stray $data/fetch/objects/$two/notes.txt"
strays="$strays $data/fetch/objects/00/$(basename "$object") $data/fetch/objects/$two/.hidden"
mkdir -p "$data/fetch/objects/00"
for stray in $strays; do
	cp "$object" "$stray"
	run --verify
	like "--verify finds $(basename "$stray" | cut -c1-9) in $(basename "$(dirname "$stray")" | cut -c1-2)" \
	    "$? $(cat "$work/err")" "^3 .*$stray: does not belong here"
	rm -f "$stray"
done
mv "$object" "$work/away"
run --verify
like "--verify finds a missing body" "$? $(cat "$work/err")" "^3 .*$object: missing"
mv "$work/away" "$object"
run --verify
ended "and is content when all is there" 0
done_testing
